-- What lies in the attachment store. Who left it is not here, on purpose; nor are key, name and media type.
create table attachment (
    conversation_id uuid not null references conversation on delete cascade,
    attachment_id uuid not null,
    bytes bigint not null check (bytes between 1 and 2147483648),
    sha256 bytea not null check (octet_length(sha256) = 32),
    -- Whoever shows what this is the SHA-256 of may delete it.
    deletion_key_sha256 bytea not null check (octet_length(deletion_key_sha256) = 32),
    -- Up to here the bytes are on disk; equal to bytes only once the digest was compared.
    upload_offset bigint not null check (upload_offset between 0 and bytes),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (conversation_id, attachment_id)
);
create index attachment_expiry on attachment (expires_at);

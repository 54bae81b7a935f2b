-- What two people must agree to; a row stays as the record of who did.
create table approval_request (
    request_id        uuid primary key,
    kind              varchar(32)                 not null,
    -- The profile, or the serial.
    target            varchar(255)                not null,
    content           bytea                       not null,
    content_sha256    bytea                       not null check (octet_length(content_sha256) = 32),
    requester_issuer  varchar(255)                not null,
    requester_subject varchar(255)                not null,
    -- Whose certificate it is about, if it is a person's; they have no vote.
    concerned_issuer  varchar(255),
    concerned_subject varchar(255),
    filed_at          timestamp(6) with time zone not null,
    expires_at        timestamp(6) with time zone not null,
    state             varchar(16)                 not null
);
-- Who asks again for the same gets the same answer.
create unique index approval_request_open on approval_request (kind, target, content_sha256) where state = 'open';
create index approval_request_expiry on approval_request (expires_at) where state = 'open';
create index approval_request_content on approval_request (kind, target, content_sha256, filed_at);

create table approval_vote (
    request_id uuid                        not null references approval_request,
    issuer     varchar(255)                not null,
    subject    varchar(255)                not null,
    approver   boolean                     not null,
    voted_at   timestamp(6) with time zone not null,
    primary key (request_id, issuer, subject)
);

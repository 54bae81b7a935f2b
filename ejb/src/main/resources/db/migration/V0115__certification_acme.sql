-- ACME (RFC 8555) for the hospital's servers.

create table acme_account (
    account_id uuid primary key,
    -- RFC 7638, SHA-256: one account for a key, one key for an account.
    thumbprint varchar(43)                 not null unique,
    jwk        varchar(2048)               not null,
    status     varchar(16)                 not null check (status in ('valid', 'deactivated', 'revoked')),
    created_at timestamp(6) with time zone not null
);

-- Who may open an account. The key itself is nowhere: it is derived from the kid and a secret outside the database.
create table acme_binding_key (
    kid        uuid primary key,
    label      varchar(100)                not null,
    issued_by  varchar(255)                not null,
    issued_at  timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone,
    account_id uuid unique references acme_account
);

-- Nonces are stored only once they are used; what is not here and carries our mark is good.
create table acme_used_nonce (
    nonce_sha256 bytea primary key check (octet_length(nonce_sha256) = 32),
    expires_at   timestamp(6) with time zone not null
);
create index acme_used_nonce_expiry on acme_used_nonce (expires_at);

create table acme_order (
    order_id   uuid primary key,
    account_id uuid                        not null references acme_account,
    status     varchar(16)                 not null check (status in ('pending', 'ready', 'valid', 'invalid')),
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    serial     varchar(40),
    -- RFC 9773: the certificate that this one takes the place of.
    replaces   varchar(40)
);
create index acme_order_by_account on acme_order (account_id, created_at, order_id);
create index acme_order_by_serial on acme_order (serial) where serial is not null;
create unique index acme_order_replaces on acme_order (replaces) where replaces is not null and status <> 'invalid';

create table acme_authorization (
    authorization_id uuid primary key,
    order_id         uuid         not null references acme_order on delete cascade,
    name             varchar(253) not null,
    token            varchar(43)  not null,
    status           varchar(16)  not null
        check (status in ('pending', 'processing', 'valid', 'invalid', 'deactivated')),
    error            varchar(32),
    tried_at         timestamp(6) with time zone,
    validated_at     timestamp(6) with time zone,
    unique (order_id, name)
);

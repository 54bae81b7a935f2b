-- One key for a device and one device for a key, for ever: a token alone cannot put another key in its place.
create table certified_key (
    device_id  uuid primary key,
    key_sha256 bytea not null unique
);

-- Committed before the CA signs; without finished_at the signature may exist although nobody got it.
create table certificate_journal (
    serial      varchar(40) primary key,
    device_id   uuid                        not null,
    profile     varchar(64)                 not null,
    body        bytea                       not null,
    not_after   timestamp(6) with time zone not null,
    prepared_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone
);
create index certificate_journal_open on certificate_journal (prepared_at) where finished_at is null;

create table certificate (
    serial     varchar(40) primary key,
    device_id  uuid                        not null,
    user_id    uuid                        not null,
    der        bytea                       not null,
    issuer_der bytea                       not null,
    profile    varchar(64)                 not null,
    not_before timestamp(6) with time zone not null,
    not_after  timestamp(6) with time zone not null,
    issued_at  timestamp(6) with time zone not null
);
create index certificate_by_device on certificate (device_id, issued_at);

-- What the journal knows can be revoked, so there is no reference to certificate.
create table certificate_revocation (
    serial     varchar(40) primary key,
    device_id  uuid                        not null,
    not_after  timestamp(6) with time zone not null,
    reason     varchar(32)                 not null,
    revoked_at timestamp(6) with time zone not null,
    revoked_by varchar(255)                not null
);

create sequence revocation_list_number;
create table revocation_list (
    number      bigint primary key,
    der         bytea                       not null,
    this_update timestamp(6) with time zone not null,
    next_update timestamp(6) with time zone not null
);

-- Certificates of every profile, not of devices only: a holder is a device, a person, a server or a part of the server.
alter table certificate_journal
    add column issuer       varchar(16),
    add column holder       varchar(255),
    -- Which of the issuer's revocation lists would name it; null for those from before there were several.
    add column shard        integer,
    -- It never came to be, and its serial was revoked.
    add column abandoned_at timestamp(6) with time zone;
update certificate_journal set issuer = 'device', holder = device_id::text;
alter table certificate_journal
    alter column issuer set not null,
    alter column holder set not null,
    alter column device_id drop not null;
drop index certificate_journal_open;
create index certificate_journal_open on certificate_journal (prepared_at)
    where finished_at is null and abandoned_at is null;

alter table certificate
    add column issuer     varchar(16),
    add column holder     varchar(255),
    add column shard      integer,
    add column key_sha256 bytea check (octet_length(key_sha256) = 32);
update certificate c set issuer = 'device', holder = device_id::text,
    key_sha256 = (select k.key_sha256 from certified_key k where k.device_id = c.device_id);
alter table certificate
    alter column issuer set not null,
    alter column holder set not null,
    alter column key_sha256 set not null,
    alter column device_id drop not null,
    alter column user_id drop not null;
create index certificate_by_key on certificate (key_sha256, issued_at);
create index certificate_by_end on certificate (not_after);
create index certificate_by_user on certificate (user_id, issued_at) where user_id is not null;

alter table certificate_revocation
    add column issuer varchar(16),
    add column holder varchar(255),
    add column shard  integer;
update certificate_revocation set issuer = 'device', holder = device_id::text;
alter table certificate_revocation
    alter column issuer set not null,
    alter column holder set not null,
    alter column device_id drop not null;
create index certificate_revocation_list on certificate_revocation (issuer, shard, not_after);

-- One holder for a key, whatever the profile.
create table key_holder (
    key_sha256 bytea primary key check (octet_length(key_sha256) = 32),
    holder     varchar(255) not null
);
insert into key_holder (key_sha256, holder) select key_sha256, device_id::text from certified_key;

-- A certificate's list is chosen before its serial is drawn: ten thousand numbers to a list, gaps are harmless.
create sequence certificate_shard_device;
create sequence certificate_shard_staff;
create sequence certificate_shard_service;

-- How the hospital narrowed a profile; never changed, the newest revision counts.
create table profile_revision (
    name       varchar(64)                 not null,
    version    integer                     not null,
    revision   integer                     not null,
    change     text                        not null,
    approval   uuid                        not null,
    decided_at timestamp(6) with time zone not null,
    primary key (name, version, revision)
);

-- What is proven to have been handed out by us, to one person, for one key.
create table enrolment_challenge (
    challenge_sha256 bytea primary key check (octet_length(challenge_sha256) = 32),
    profile          varchar(64)                 not null,
    issuer           varchar(255)                not null,
    subject          varchar(255)                not null,
    key_sha256       bytea check (octet_length(key_sha256) = 32),
    expires_at       timestamp(6) with time zone not null
);
create index enrolment_challenge_expiry on enrolment_challenge (expires_at);

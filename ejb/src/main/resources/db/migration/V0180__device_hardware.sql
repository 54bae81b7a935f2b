-- Hardware that two people approve: who they were stands in approval_request for a time, and in the proof log.
create table approved_hardware (
    hardware_id uuid                        primary key,
    -- What stands on the thing, such as its inventory number.
    label       varchar(64)                 not null,
    label_key   varchar(64)                 not null generated always as (lower(label)) stored,
    -- The only person who may use it; null: it is shared.
    user_id     uuid,
    code_sha256 bytea                       not null unique check (octet_length(code_sha256) = 32),
    state       varchar(8)                  not null check (state in ('asked', 'approved', 'ended')),
    changed_at  timestamp(6) with time zone not null
);
-- Nothing is on the list twice; what was taken off may come back.
create unique index approved_hardware_label on approved_hardware (label_key) where state <> 'ended';
create index approved_hardware_order on approved_hardware (label_key, hardware_id);
create index approved_hardware_user on approved_hardware (user_id);
create index device_hardware on device (hardware_id);

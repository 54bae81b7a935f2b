create table device (
    device_id     uuid primary key,
    user_id       uuid                        not null,
    hardware_id   uuid                        not null,
    registered_at timestamp(6) with time zone not null,
    removed_at    timestamp(6) with time zone
);
create index device_by_owner on device (user_id) where removed_at is null;

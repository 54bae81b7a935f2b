-- The newest statement that a device is good, made beforehand; gone as soon as its certificate is revoked or held.
create table posture_lease (
    serial      varchar(40) primary key,
    device_id   uuid                        not null,
    response    bytea                       not null,
    this_update timestamp(6) with time zone not null,
    next_update timestamp(6) with time zone not null
);
create index posture_lease_device on posture_lease (device_id, next_update);
create index posture_lease_due on posture_lease (next_update);

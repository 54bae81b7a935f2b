-- The last day on which a device opened a session: one that is silent for long leaves its groups.
alter table device add seen_on date not null default current_date;
create index device_seen on device (seen_on) where removed_at is null;

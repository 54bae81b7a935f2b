-- Tells the other nodes whose status changed, so that they need not ask for each question. Numbers of transactions are all that
-- can be compared with what somebody saw: a row appears with its commit, in no order of its own.
create table status_change (
    id         bigint generated always as identity primary key,
    serial     varchar(40)                 not null,
    xact       xid8                        not null default pg_current_xact_id(),
    changed_at timestamp(6) with time zone not null
);
create index status_change_xact on status_change (xact);
create index status_change_age on status_change (changed_at);

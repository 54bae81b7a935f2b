-- The log itself: entries, the hashes above them, and what was signed last. Rows are added in one transaction, nothing is edited;
-- the last tile of each level grows, and the checkpoint is replaced by the next one.
create table proof_entry (
    position bigint primary key,
    body     bytea  not null
);
create table proof_tile (
    level    smallint not null,
    position bigint   not null,
    hashes   bytea    not null,
    primary key (level, position)
);
create table proof_checkpoint (
    size bigint primary key,
    note bytea  not null
);

-- What waits since the time before the log names people and devices by their ids; an entry could never be taken back.
delete from proof_outbox;

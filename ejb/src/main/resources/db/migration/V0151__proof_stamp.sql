-- What a time-stamp authority said of checkpoints, each with the checkpoint that it speaks of; one a day, never edited.
create table proof_stamp (
    size  bigint                      primary key,
    note  bytea                       not null,
    reply bytea                       not null,
    at    timestamp(6) with time zone not null
);

-- What the log's witnesses signed. Of each, how far it saw the log and what was wrong when it was asked last; and of the log, the newest
-- checkpoint with the cosignatures so far, the newest one that enough of them signed, and since when a newer one waits for that.
create table proof_witness (
    witness       text   primary key,
    seen_size     bigint not null,
    seen_at       timestamp(6) with time zone,
    fault         text,
    failing_since timestamp(6) with time zone
);
create table proof_witnessing (
    one            boolean primary key check (one),
    asked_size     bigint not null,
    asked_note     bytea,
    witnessed_size bigint not null,
    witnessed_note bytea,
    witnessed_at   timestamp(6) with time zone,
    waiting_since  timestamp(6) with time zone
);
insert into proof_witnessing (one, asked_size, witnessed_size) values (true, 0, 0);

-- What happened, in the order of its commit attempts; sequencing reads it, nothing updates it.
create table proof_outbox (
    id      bigint generated always as identity primary key,
    kind    varchar(64)                 not null,
    at      timestamp(6) with time zone not null,
    subject text                        not null
);

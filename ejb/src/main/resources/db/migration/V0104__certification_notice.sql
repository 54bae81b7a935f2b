-- Which end was told of, how many days before; each once.
create table certificate_notice (
    serial     varchar(40)                 not null,
    days       integer                     not null,
    noticed_at timestamp(6) with time zone not null,
    primary key (serial, days)
);

-- Parts of the server that two people allowed to hold keys; from then on their certificates renew themselves.
create table approved_function (
    profile     varchar(64) primary key,
    approval    uuid                        not null,
    approved_at timestamp(6) with time zone not null
);

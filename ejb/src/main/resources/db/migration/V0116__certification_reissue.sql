-- An officer has all living certificates of a profile made anew, for the same keys.
create table reissue (
    reissue_id uuid primary key,
    profile    varchar(64)                 not null,
    asked_by   varchar(255)                not null,
    -- Where the profile demands two people.
    approval   uuid,
    -- Certificates from then on are not meant.
    begun_at   timestamp(6) with time zone not null,
    total      bigint                      not null,
    state      varchar(16)                 not null check (state in ('running', 'halted', 'canceled', 'done')),
    -- In a row, of the CA.
    failures   integer                     not null default 0,
    ended_at   timestamp(6) with time zone
);
create unique index reissue_at_work on reissue (profile) where state in ('running', 'halted');

-- A range of serials: those up to reached are done, and committed together with that.
create table reissue_part (
    reissue_id uuid        not null references reissue on delete cascade,
    upto       varchar(40) not null,
    reached    varchar(40) not null,
    issued     bigint      not null,
    ended      boolean     not null,
    primary key (reissue_id, upto)
);

create table reissue_refusal (
    reissue_id uuid        not null references reissue on delete cascade,
    serial     varchar(40) not null,
    reason     varchar(32) not null,
    primary key (reissue_id, serial)
);

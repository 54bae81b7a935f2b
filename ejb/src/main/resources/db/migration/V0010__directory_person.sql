-- The staff, as Keycloak knows them. The id is ours and random: the only name in certificates and conversations.
create table person (
    user_id  uuid primary key,
    issuer   varchar(255) not null,
    subject  varchar(255) not null,
    username varchar(255) not null,
    name     varchar(255) not null,
    ward     varchar(255) not null,
    duty     varchar(255) not null,
    enabled  boolean      not null,
    unique (issuer, subject)
);

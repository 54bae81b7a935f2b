-- A list for each shard of each authority; the device authority's list without a shard is the complete one.
alter table revocation_list
    add column issuer varchar(16),
    add column shard  integer;
update revocation_list set issuer = 'device';
alter table revocation_list alter column issuer set not null;
create index revocation_list_newest on revocation_list (issuer, shard, number);

-- A row says that the list lacks something; rows are only added, so that nobody waits, and go with the next list.
create table revocation_list_change (
    id     bigint generated always as identity primary key,
    issuer varchar(16) not null,
    shard  integer
);
create index revocation_list_change_list on revocation_list_change (issuer, shard);

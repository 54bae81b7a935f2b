-- The groups' own member lists (docs/protocol/mls.md): whose devices belong in a conversation, even if none is there now.
create table conversation_person (
    conversation_id uuid not null references conversation,
    user_id uuid not null,
    primary key (conversation_id, user_id)
);
create index conversation_person_of_user on conversation_person (user_id, conversation_id);

-- Key packages from before there were member lists do not say that their device knows them; devices leave new ones.
delete from key_package;

-- Every message adds a row to each of these, in a transaction that has locked its conversation. A foreign key would ask for the
-- conversation once more, row by row, and can find nothing else.
alter table envelope drop constraint envelope_conversation_id_fkey;
alter table accepted_message drop constraint accepted_message_conversation_id_fkey;

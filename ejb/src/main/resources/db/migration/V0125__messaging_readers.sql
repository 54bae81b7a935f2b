-- Whoever may still read a conversation's log, found without going through everybody's memberships.
create index membership_readers on membership (conversation_id, device_id) where reading;

-- Rows that are changed with every message stay on their page.
alter table conversation set (fillfactor = 70);
alter table membership set (fillfactor = 70);

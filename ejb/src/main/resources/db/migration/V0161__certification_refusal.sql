-- Why an officer refused it, one of a closed list; older refusals have none.
alter table approval_request add column refusal varchar(32);

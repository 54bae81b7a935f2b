-- The inventory is read in the order of ends, a page at a time, and searched by the beginning of a serial or a holder.
create index certificate_by_end_and_serial on certificate (not_after, serial);
drop index certificate_by_end;
create index certificate_by_holder on certificate (holder, issued_at);
create index certificate_by_holder_start on certificate (holder text_pattern_ops);
create index certificate_by_serial_start on certificate (serial text_pattern_ops);

-- The local lists of which it is known that there is something to do; beside these the others are looked at now and then.
create index local_list_pending on local_list (next_attempt_at, station_id) where checked_revision is null;

create index vendor_message_vendor on vendor_message (vendor_id, id);

-- What readers need: keyset paging in the orders the API offers, and a known end of what can be replayed.

-- Appends only, and newest first over the whole fleet is how a trace is read.
create index station_message_at on station_message (received_at desc, id desc);
create index connection_opened on connection (opened_at desc, epoch desc);
create index refused_handshake_station on refused_handshake (station_id, refused_at desc);
create index orphan_message_at on orphan_message (received_at desc, id desc);
-- Samples come nearly in order of time: a range of time without a station is found by block.
create index meter_value_at on meter_value using brin (measured_at);
-- A remote start finds the transaction it began.
create index transaction_remote_start on transaction (station_id, remote_start_id) where remote_start_id is not null;

-- `at` is when it happened, by which a clock gone wrong could keep or drop the wrong events; this is when we wrote it.
alter table station_event add column recorded_at timestamptz not null default now();
create index station_event_recorded on station_event using brin (recorded_at);

-- The newest event that was dropped: a replay from an earlier place would have a hole.
create table station_event_horizon (
  one boolean primary key default true check (one),
  xid xid8 not null,
  id bigint not null
);

-- Drops the events past their time, oldest first in the order of replay. Safe to call at any hour, by many.
create function drop_old_events(days integer) returns bigint language plpgsql as $$
declare
  last record;
  dropped bigint;
begin
  perform pg_advisory_xact_lock(hashtext('chargeql events'));
  select xid, id into last from station_event
  where recorded_at < now() - make_interval(days => days) order by xid desc, id desc limit 1;
  if not found then return 0; end if;
  insert into station_event_horizon (xid, id) values (last.xid, last.id)
  on conflict (one) do update set xid = excluded.xid, id = excluded.id;
  delete from station_event where (xid, id) <= (last.xid, last.id);
  get diagnostics dropped = row_count;
  return dropped;
end $$;

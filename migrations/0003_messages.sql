-- What was said and what happened: the message trace, commands, events.

-- One row an exchange: a CALL and what answered it, both as they stood on the wire.
-- direction IN is station to CSMS. outcome: RESULT, ERROR, TIMEOUT, NONE (nothing answers it), MALFORMED.
create table station_message (
  id bigint generated always as identity,
  received_at timestamptz not null,
  station_id text not null,
  epoch bigint not null,
  ocpp_version text not null,
  direction text not null,
  action text,
  message_id text,
  request text,
  answer text,
  answered_at timestamptz,
  outcome text not null,
  error_code text,
  -- [{path, rule, message}]: how the request broke its schema and was forgiven or refused
  findings jsonb,
  command_id uuid
) partition by range (received_at);
create table station_message_default partition of station_message default;
create index station_message_station on station_message (station_id, received_at desc, id desc);

-- A CALL to a station and its outcome.
create table command (
  id uuid primary key default gen_random_uuid(),
  station_id text not null references charging_station (id) on delete cascade,
  action text not null,
  ocpp_version text not null,
  payload jsonb not null,
  state text not null check (state in ('QUEUED', 'SENT', 'ANSWERED', 'CALL_ERROR', 'TIMED_OUT', 'OFFLINE', 'EXPIRED')),
  answer jsonb,
  error_code text,
  error_description text,
  late boolean not null default false,
  idempotency_key text,
  requested_by text,
  remote_start_id bigint,
  timeout_ms integer not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  answered_at timestamptz
) with (fillfactor = 80);
create unique index command_idempotency on command (idempotency_key) where idempotency_key is not null;
create index command_created on command (created_at desc, id desc);
create index command_station on command (station_id, created_at desc);
create index command_waiting on command (station_id) where state in ('QUEUED', 'SENT');
create sequence remote_start_id;

-- The outbox: a change and its event commit together. (xid, id) is the order of replay: an event may be read once
-- every transaction below its xid has ended, so a reader that goes in this order never passes one by.
create table station_event (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  station_id text not null,
  type text not null,
  at timestamptz not null,
  data jsonb not null,
  primary key (xid, id)
);
-- Meter values are most of all events, and their history is read from meter_value: they stay out of this index.
create index station_event_station on station_event (station_id, xid, id) where type <> 'MeterValuesReceived';
create index station_event_at on station_event using brin (at);

-- Makes the partitions of the days and months ahead and drops those past their time. Safe to call at any hour, by many.
create function tend_partitions(trace_days integer, meter_months integer) returns void language plpgsql as $$
declare
  first date;
  part record;
begin
  perform pg_advisory_xact_lock(hashtext('chargeql partitions'));
  for offset_days in -1 .. 3 loop
    first := current_date + offset_days;
    perform add_partition('station_message', to_char(first, '"d"YYYYMMDD'), first, first + 1);
  end loop;
  for offset_months in -1 .. 2 loop
    first := (date_trunc('month', current_date) + make_interval(months => offset_months))::date;
    perform add_partition('meter_value', to_char(first, '"m"YYYYMM'), first, (first + interval '1 month')::date);
  end loop;
  for part in
    select c.oid::regclass as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where (i.inhparent = 'station_message'::regclass and c.relname ~ '_d\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - trace_days)
       or (i.inhparent = 'meter_value'::regclass and c.relname ~ '_m\d{6}$' and to_date(right(c.relname, 6), 'YYYYMM') < current_date - make_interval(months => meter_months + 1))
  loop
    execute format('drop table %s', part.name);
  end loop;
end $$;

create function add_partition(parent text, suffix text, first date, past date) returns void language plpgsql as $$
begin
  if to_regclass(parent || '_' || suffix) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', parent || '_' || suffix, parent, first::timestamptz, past::timestamptz);
  end if;
exception
  -- Rows of that range are in the default partition already (the janitor was away): they stay there.
  when check_violation then null;
end $$;

select tend_partitions(30, 120);

-- What a station is made of and can be told, as far as it has said (2.x Part 2 B and N; 1.6 §9).

-- One row a variable and attribute. A 1.6 configuration key is the variable of that name of the component OCPP16;
-- readonly is its mutability. Where names differ in capitals only they are the same (2.x identifierString, 1.6 CiString).
-- evse_id null: the component belongs to the station as a whole. Values of what can only be written are never kept.
create table variable (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  component text not null,
  component_instance text,
  evse_id integer,
  connector_id integer,
  variable text not null,
  variable_instance text,
  attribute_type text not null,
  value text,
  -- accepted with RebootRequired: in force after the next reboot
  pending_value text,
  mutability text,
  persistent boolean,
  constant boolean,
  data_type text,
  unit text,
  min_limit double precision,
  max_limit double precision,
  max_elements bigint,
  values_list text,
  supports_monitoring boolean,
  -- what told us last: REPORT, GET, SET, EVENT
  source text not null check (source in ('REPORT', 'GET', 'SET', 'EVENT')),
  -- when what is known of it last changed
  updated_at timestamptz not null
) with (fillfactor = 80);
create unique index variable_key on variable (
  station_id, lower(component), lower(coalesce(component_instance, '')), coalesce(evse_id, -1), coalesce(connector_id, -1),
  lower(variable), lower(coalesce(variable_instance, '')), attribute_type);
create index variable_name on variable (lower(variable), id);

create table variable_monitor (
  station_id text not null references charging_station (id) on delete cascade,
  monitor_id bigint not null,
  component text not null,
  component_instance text,
  evse_id integer,
  connector_id integer,
  variable text not null,
  variable_instance text,
  type text not null,
  value double precision,
  severity integer,
  transaction boolean,
  event_notification_type text,
  updated_at timestamptz not null,
  primary key (station_id, monitor_id)
);

-- A report comes in parts: which were heard. A request id that is used again begins its report anew.
create table device_report (
  station_id text not null references charging_station (id) on delete cascade,
  kind text not null check (kind in ('VARIABLES', 'MONITORS')),
  request_id bigint not null,
  parts integer[] not null default '{}',
  -- number of the part that said it was the last
  last_part integer,
  -- rows in the parts heard
  rows integer not null default 0,
  generated_at timestamptz,
  started_at timestamptz not null,
  completed_at timestamptz,
  primary key (station_id, kind, request_id)
);
create index device_report_started on device_report (started_at desc);

-- What stations noticed: NotifyEvent, one row an event. event_key is a hash of all that tells events apart.
create table device_event (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  event_key text not null,
  event_id bigint,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  trigger text not null,
  cause bigint,
  actual_value text not null,
  tech_code text,
  tech_info text,
  cleared boolean,
  transaction_id text,
  monitor_id bigint,
  event_notification_type text,
  severity integer,
  component text not null,
  component_instance text,
  evse_id integer,
  connector_id integer,
  variable text not null,
  variable_instance text
);
create unique index device_event_key on device_event (station_id, event_key);
create index device_event_station on device_event (station_id, occurred_at desc, id desc);
create index device_event_at on device_event (occurred_at desc, id desc);
create index device_event_received on device_event using brin (received_at);

-- 2.1 periodic event streams and what came over them.
create table event_stream (
  station_id text not null references charging_station (id) on delete cascade,
  stream_id bigint not null,
  monitor_id bigint,
  -- seconds at most between messages; values at most in one
  interval integer,
  values integer,
  -- what the station still had to send, by its last message
  pending bigint,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (station_id, stream_id)
);

create table event_stream_value (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  stream_id bigint not null,
  monitor_id bigint,
  measured_at timestamptz not null,
  received_at timestamptz not null,
  value text not null
);
create unique index event_stream_value_key on event_stream_value (station_id, stream_id, measured_at, md5(value));
create index event_stream_value_station on event_stream_value (station_id, measured_at desc, id desc);
create index event_stream_value_received on event_stream_value using brin (received_at);

-- Drops what stations noticed longer ago than this. Safe to call at any hour, by many.
create function drop_old_device_events(days integer) returns void language sql as $$
  delete from device_event where received_at < now() - make_interval(days => days);
  delete from event_stream_value where received_at < now() - make_interval(days => days);
$$;

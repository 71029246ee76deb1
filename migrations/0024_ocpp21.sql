-- What 2.1 brings: control of distributed energy resources, battery swaps, payment.

-- Controls of how a station behaves towards the grid, as it reported them; control is the whole, as sent.
-- What is only known from its start has no control_type yet.
create table der_control (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  control_id text not null,
  control_type text,
  is_default boolean,
  is_superseded boolean,
  control jsonb,
  -- whether it works, since when; null where that was never told
  started boolean,
  started_at timestamptz,
  request_id bigint,
  reported_at timestamptz,
  unique (station_id, control_id)
);

-- What went wrong with the grid, and when it was over: a row each.
create table der_alarm (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  control_type text not null,
  grid_event_fault text,
  ended boolean not null,
  info text,
  at timestamptz not null,
  unique nulls not distinct (station_id, at, control_type, ended, grid_event_fault)
);
create index der_alarm_station on der_alarm (station_id, at desc, id desc);
create index der_alarm_at on der_alarm (at desc, id desc);

create table battery_swap (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  request_id bigint not null,
  event_type text not null,
  id_token text not null,
  batteries jsonb not null,
  at timestamptz not null,
  unique (station_id, request_id, event_type)
);
create index battery_swap_station on battery_swap (station_id, at desc, id desc);
create index battery_swap_at on battery_swap (at desc, id desc);

-- Whether a driver pays for charging with priority: null where the station never said so.
alter table transaction add column priority_charging boolean;

-- What became of a payment; amount in the currency of the station's terminal.
create table settlement (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  transaction_id text,
  psp_ref text not null,
  status text not null,
  info text,
  amount numeric not null,
  settled_at timestamptz not null,
  receipt_id text,
  receipt_url text,
  vat_number text,
  vat_company jsonb,
  received_at timestamptz not null,
  unique (station_id, psp_ref, status, settled_at)
);
create index settlement_station on settlement (station_id, settled_at desc, id desc);
create index settlement_at on settlement (settled_at desc, id desc);

-- VAT numbers that drivers typed in; status is what the station was told the last time.
create table vat_number_query (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  vat_number text not null,
  status text not null check (status in ('Accepted', 'Rejected')),
  company jsonb,
  at timestamptz not null,
  unique (station_id, vat_number, evse_id)
);
create index vat_number_query_station on vat_number_query (station_id, at desc, id desc);
create index vat_number_query_at on vat_number_query (at desc, id desc);

-- When a station last asked for the next values of a dynamic profile, and what it was told.
alter table charging_profile add column update_asked_at timestamptz, add column update_status text;

-- What stations report of smart charging: profiles they hold, limits set by others, what vehicles need and plan.

-- The profiles a station holds, as it last reported them; profile is the whole of it, as sent.
create table charging_profile (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  profile_id bigint not null,
  evse_id integer not null,
  source text not null,
  stack_level integer not null,
  purpose text not null,
  kind text not null,
  transaction_id text,
  valid_from timestamptz,
  valid_to timestamptz,
  profile jsonb not null,
  request_id bigint,
  reported_at timestamptz not null,
  unique (station_id, profile_id)
);
create index charging_profile_at on charging_profile (reported_at desc, id desc);

-- A limit that somebody other than us set at a station; evse_id 0 is the whole station. It holds until cleared_at.
create table external_charging_limit (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  source text not null,
  grid_critical boolean,
  local_generation boolean,
  schedules jsonb,
  notified_at timestamptz not null,
  cleared_at timestamptz,
  unique (station_id, evse_id, source)
);
create index external_charging_limit_at on external_charging_limit (notified_at desc, id desc);

-- What a vehicle said it needs (ISO 15118); status is what the station was told.
create table ev_charging_needs (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  transaction_ref bigint references transaction (id) on delete cascade,
  energy_transfer text not null,
  energy_wh numeric,
  departure_at timestamptz,
  max_schedule_tuples integer,
  needs jsonb not null,
  status text not null,
  at timestamptz not null
);
create unique index ev_charging_needs_told on ev_charging_needs (station_id, evse_id, coalesce(transaction_ref, 0), md5(needs::text));
create index ev_charging_needs_transaction on ev_charging_needs (transaction_ref);
create index ev_charging_needs_station on ev_charging_needs (station_id, at desc, id desc);
create index ev_charging_needs_at on ev_charging_needs (at desc, id desc);

-- How a vehicle plans to charge, within what it was offered.
create table ev_charging_schedule (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  transaction_ref bigint references transaction (id) on delete cascade,
  -- the periods of the schedule count from here
  time_base timestamptz not null,
  schedule jsonb not null,
  selected_schedule_id bigint,
  power_tolerance_accepted boolean,
  at timestamptz not null
);
create unique index ev_charging_schedule_told on ev_charging_schedule (station_id, evse_id, time_base, md5(schedule::text));
create index ev_charging_schedule_transaction on ev_charging_schedule (transaction_ref);
create index ev_charging_schedule_station on ev_charging_schedule (station_id, at desc, id desc);
create index ev_charging_schedule_at on ev_charging_schedule (at desc, id desc);

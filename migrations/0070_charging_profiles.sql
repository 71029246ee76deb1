-- Which charging profiles hold: set by us, reported by the station, ended by whatever ends them.

-- reported_at is when the station last spoke of it, by a report or by taking it. A profile holds while ended_at is null.
-- One that came with a remote start has no transaction yet: remote_start_id (2.x) or id_token (1.6) will find it.
alter table charging_profile
  add column set_at timestamptz,
  add column ended_at timestamptz,
  add column end_reason text check (end_reason in ('CLEARED', 'REPLACED', 'TRANSACTION_ENDED', 'NOT_REPORTED')),
  add column remote_start_id bigint,
  add column id_token text,
  -- the values of a dynamic profile as they are now (2.1 ChargingScheduleUpdateType)
  add column dynamic_update jsonb,
  add column dynamic_update_at timestamptz;
create index charging_profile_station on charging_profile (station_id, reported_at desc, id desc);
create index charging_profile_holding on charging_profile (station_id) where ended_at is null;
create index charging_profile_unbound on charging_profile (station_id) where ended_at is null and purpose = 'TxProfile' and transaction_id is null;

-- Numbers of profiles that are drawn here; what people choose themselves is lower as a rule.
create sequence charging_profile_number as integer minvalue 500000000 start 500000000 cycle;

-- The schedule a station says it works out from its profiles, as it last answered.
create table composite_schedule (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  status text not null,
  starts_at timestamptz not null,
  duration_seconds bigint not null,
  rate_unit text,
  -- [{startPeriod, limit, numberPhases}], as sent
  periods jsonb not null,
  answered_at timestamptz not null,
  unique (station_id, evse_id)
);
create index composite_schedule_at on composite_schedule (answered_at desc, id desc);

create index external_charging_limit_holding on external_charging_limit (station_id) where cleared_at is null;
create index ev_charging_needs_waiting on ev_charging_needs (station_id, evse_id) where status = 'Processing';

-- What the station was told: whether the plan keeps to what the vehicle may take.
alter table ev_charging_schedule add column status text not null default 'Accepted';

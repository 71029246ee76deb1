-- A command to many stations: who gets it is fixed when it is made.

-- calls: by OCPP version {"action", "payloads"}, or {"refusal"}: why such a station can't be asked that.
-- forgiven: failures that a person has seen when the campaign was resumed; the threshold counts those after.
-- revision rises with each change, for whoever follows the progress. upload_url: the station gets an upload URL below it.
create table campaign (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  state text not null default 'RUNNING' check (state in ('RUNNING', 'PAUSED', 'DONE', 'CANCELED')),
  pause_reason text,
  calls jsonb not null,
  wanted_version text,
  upload_url text,
  concurrency integer not null check (concurrency between 1 and 1000),
  when_offline text not null check (when_offline in ('WAIT', 'SKIP')),
  retries integer not null check (retries between 0 and 100),
  backoff_seconds integer not null check (backoff_seconds between 0 and 86400),
  stop_percent double precision check (stop_percent between 0 and 100),
  outcome_seconds integer not null check (outcome_seconds between 1 and 31536000),
  forgiven integer not null default 0,
  revision bigint not null default 0,
  requested_by text not null,
  idempotency_key text unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index campaign_created on campaign (created_at desc, id desc);
create index campaign_open on campaign (id) where ended_at is null;

-- attempts are those that count; turn numbers all times it was asked, also when the command did not reach it.
create table campaign_station (
  campaign_id bigint not null references campaign (id) on delete cascade,
  station_id text not null references charging_station (id) on delete cascade,
  state text not null default 'PENDING' check (state in ('PENDING', 'UNDER_WAY', 'DONE', 'FAILED', 'SKIPPED', 'EXPIRED', 'CANCELED')),
  reason text,
  attempts integer not null default 0,
  turn integer not null default 0,
  due_at timestamptz not null default now(),
  command_id uuid references command (id) on delete set null,
  started_at timestamptz,
  attempted_at timestamptz,
  ended_at timestamptz,
  primary key (campaign_id, station_id)
) with (fillfactor = 70);
create index campaign_station_state on campaign_station (campaign_id, state, station_id);
create index campaign_station_station on campaign_station (station_id, campaign_id desc);
create index campaign_station_command on campaign_station (command_id) where command_id is not null;

-- Every command it gave; several at once where a wish takes several calls.
create table campaign_command (
  command_id uuid primary key references command (id) on delete cascade,
  campaign_id bigint not null,
  station_id text not null,
  turn integer not null,
  place integer not null,
  foreign key (campaign_id, station_id) references campaign_station (campaign_id, station_id) on delete cascade
);
create index campaign_command_station on campaign_command (campaign_id, station_id, turn, place);

create function drop_old_campaigns(days integer) returns void language sql as $$
  delete from campaign where ended_at < now() - make_interval(days => days);
$$;

-- What of a station is meant to be in service: as it was last asked, and as the station took it. It outlasts connections
-- and boots (2.x G03.FR.08). EVSE 0 is the station, connector 0 the whole EVSE. What was never asked for is operative.
create table availability (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  connector_id integer not null,
  operational text not null default 'OPERATIVE' check (operational in ('OPERATIVE', 'INOPERATIVE')),
  -- what comes into force when the transaction ends that goes on there
  scheduled text check (scheduled in ('OPERATIVE', 'INOPERATIVE')),
  asked text not null check (asked in ('OPERATIVE', 'INOPERATIVE')),
  -- the station's own word
  answer text not null,
  asked_at timestamptz not null,
  changed_at timestamptz,
  unique (station_id, evse_id, connector_id)
);
create index availability_scheduled on availability (station_id) where scheduled is not null;
create index availability_at on availability (asked_at desc, id desc);

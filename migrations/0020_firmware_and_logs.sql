-- How far stations have come with firmware and with the upload of logs: one row a change, none for a repetition.

-- kind PUBLISH: a local controller that offers a firmware image to the stations behind it.
-- request_id is that of the request to update, where the station's version has one. The words of status are the station's.
create table firmware_status (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  kind text not null check (kind in ('UPDATE', 'PUBLISH')),
  request_id bigint,
  status text not null,
  reason_code text,
  info text,
  -- where a published image can be fetched
  locations jsonb,
  at timestamptz not null
);
create index firmware_status_station on firmware_status (station_id, at desc, id desc);
create index firmware_status_at on firmware_status (at desc, id desc);

-- kind DIAGNOSTICS: 1.6 without the security extension.
create table log_status (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  kind text not null check (kind in ('LOG', 'DIAGNOSTICS')),
  request_id bigint,
  status text not null,
  reason_code text,
  info text,
  at timestamptz not null
);
create index log_status_station on log_status (station_id, at desc, id desc);
create index log_status_at on log_status (at desc, id desc);

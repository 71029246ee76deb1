-- Requests that a station works on for long, from the command that began them to their end: firmware and logs.

-- Numbers them on the wire. It begins beyond what people type by hand, and none is drawn twice.
create sequence station_request_id start 1000001 maxvalue 2147483647;

-- state: ASKED until the station answers; REJECTED by its answer; SUPERSEDED by a later request that it took up instead.
-- status is the station's word for the newest step, answer_status that of its answer. request_id is null in plain 1.6.
-- version_before is the firmware that the station had told of when it was asked, version_after what it tells at the
-- first boot after the end, or at one on the way (InstallRebooting).
create table firmware_update (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  kind text not null check (kind in ('UPDATE', 'PUBLISH')),
  request_id bigint,
  command_id uuid not null unique references command (id) on delete cascade,
  location text,
  signed boolean not null default false,
  wanted_version text,
  version_before text,
  version_after text,
  state text not null default 'ASKED' check (state in ('ASKED', 'ACCEPTED', 'UNDER_WAY', 'DONE', 'FAILED', 'REJECTED', 'SUPERSEDED')),
  answer_status text,
  status text,
  info text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  booted_at timestamptz
);
create index firmware_update_station on firmware_update (station_id, created_at desc, id desc);
create index firmware_update_created on firmware_update (created_at desc, id desc);

-- kind DIAGNOSTICS: 1.6 GetDiagnostics, which has no request_id and no log_type. file_name is the station's own word.
create table log_request (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  kind text not null check (kind in ('LOG', 'DIAGNOSTICS')),
  log_type text,
  request_id bigint,
  command_id uuid not null unique references command (id) on delete cascade,
  location text,
  file_name text,
  state text not null default 'ASKED' check (state in ('ASKED', 'ACCEPTED', 'UNDER_WAY', 'DONE', 'FAILED', 'REJECTED', 'SUPERSEDED')),
  answer_status text,
  status text,
  info text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index log_request_station on log_request (station_id, created_at desc, id desc);
create index log_request_created on log_request (created_at desc, id desc);

-- A step belongs to the request that it is a step of, where it can be told.
alter table firmware_status add column update_id bigint references firmware_update (id) on delete set null;
create index firmware_status_update on firmware_status (update_id, at desc, id desc) where update_id is not null;
alter table log_status add column log_request_id bigint references log_request (id) on delete set null;
create index log_status_request on log_status (log_request_id, at desc, id desc) where log_request_id is not null;

-- Whoever asks, by whichever door: the command and the request it begins are written together.
create function begin_station_request() returns trigger language plpgsql as $$
begin
  if new.action in ('GetLog', 'GetDiagnostics') then
    insert into log_request (station_id, kind, log_type, request_id, command_id, location)
    values (new.station_id, case new.action when 'GetLog' then 'LOG' else 'DIAGNOSTICS' end, new.payload ->> 'logType',
      (new.payload ->> 'requestId')::bigint, new.id, coalesce(new.payload #>> '{log,remoteLocation}', new.payload ->> 'location'));
  else
    insert into firmware_update (station_id, kind, request_id, command_id, location, signed, version_before)
    select new.station_id, case new.action when 'PublishFirmware' then 'PUBLISH' else 'UPDATE' end,
      (new.payload ->> 'requestId')::bigint, new.id, coalesce(new.payload #>> '{firmware,location}', new.payload ->> 'location'),
      coalesce(new.payload -> 'firmware' ?& '{signature,signingCertificate}', false), s.firmware_version
    from charging_station s where s.id = new.station_id;
  end if;
  return null;
end $$;
create trigger begin_station_request after insert on command for each row
when (new.action in ('UpdateFirmware', 'SignedUpdateFirmware', 'PublishFirmware', 'GetLog', 'GetDiagnostics'))
execute function begin_station_request();

-- How stations come to take part (2.x B01 to B03, 1.6 §4.2).

alter table charging_station
  -- how one that is PENDING becomes ACCEPTED: by a person, or by itself once its inventory is known and all wanted of it is set
  add column acceptance text not null default 'MANUAL' check (acceptance in ('MANUAL', 'AUTOMATIC')),
  -- what its last BootNotification was answered
  add column told_status text check (told_status in ('ACCEPTED', 'PENDING', 'REJECTED')),
  -- when we look whether it sent what it owes: its boot, the statuses of its connectors
  add column check_at timestamptz,
  -- what may be sent to it: the stricter of what is decided and what it was told
  add column standing text not null generated always as (
    case
      when 'REJECTED' in (registration_status, coalesce(told_status, registration_status)) then 'REJECTED'
      when 'PENDING' in (registration_status, coalesce(told_status, registration_status)) then 'PENDING'
      else 'ACCEPTED'
    end
  ) stored;
create index charging_station_check on charging_station (check_at) where check_at is not null;
create index charging_station_pending on charging_station (id) where registration_status = 'PENDING' or told_status = 'PENDING';

-- When the station last told the status, by our clock; status_at is by its own.
alter table connector add column heard_at timestamptz;

-- Numbers of the reports we ask for.
create sequence report_request_id as integer start 1000000;

-- One row a station whose inventory was asked for: all its variables, of the firmware it had then.
create table inventory (
  station_id text primary key references charging_station (id) on delete cascade,
  firmware_version text,
  -- of the report; a 1.6 station tells all in its answer
  request_id bigint not null,
  command_id uuid,
  state text not null check (state in ('ASKED', 'KNOWN', 'REFUSED')),
  asked_at timestamptz not null,
  known_at timestamptz
);
create index inventory_command on inventory (command_id) where state = 'ASKED';

-- A boot ends what waited for it.
create index variable_pending on variable (station_id) where pending_value is not null;

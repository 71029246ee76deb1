-- Who is there: locations, stations with their EVSEs and connectors, gateways that hold their sockets.

create table location (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  address text,
  city text,
  postal_code text,
  country text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  time_zone text not null default 'UTC',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- A running gateway process and the last sign of life it gave.
create table gateway (
  id text primary key,
  host text,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create sequence connection_epoch;

-- id is the identity the station connects with (OCPP-J: the last segment of its URL, percent-decoded).
-- connection_epoch names the newest connection; what arrives under a lower one is fenced off.
create table charging_station (
  id text primary key check (length(id) between 1 and 255),
  location_id bigint references location (id) on delete set null,
  name text,
  vendor text,
  model text,
  serial_number text,
  firmware_version text,
  iccid text,
  imsi text,
  ocpp_version text check (ocpp_version in ('ocpp1.6', 'ocpp2.0.1', 'ocpp2.1')),
  registration_status text not null default 'ACCEPTED' check (registration_status in ('ACCEPTED', 'PENDING', 'REJECTED')),
  validation_mode text not null default 'LENIENT' check (validation_mode in ('LENIENT', 'STRICT')),
  security_profile smallint not null default 0 check (security_profile between 0 and 3),
  password_hash text,
  heartbeat_interval integer check (heartbeat_interval > 0),
  online boolean not null default false,
  connection_epoch bigint not null default 0,
  gateway_id text,
  remote_address text,
  connected_at timestamptz,
  disconnected_at timestamptz,
  disconnect_reason text,
  last_seen_at timestamptz,
  booted_at timestamptz,
  boot_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index charging_station_location on charging_station (location_id);
create index charging_station_gateway on charging_station (gateway_id) where online;

create table evse (
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null check (evse_id >= 0),
  primary key (station_id, evse_id)
);

-- 1.6 has connectors only: its connector n is EVSE n, connector 1 here, and 0 stays the station itself.
-- status is the 2.x word; reported_status the station's own, where 1.6 has finer ones.
create table connector (
  station_id text not null,
  evse_id integer not null,
  connector_id integer not null check (connector_id >= 0),
  status text not null,
  reported_status text not null,
  error_code text,
  vendor_error_code text,
  info text,
  status_at timestamptz not null,
  primary key (station_id, evse_id, connector_id),
  foreign key (station_id, evse_id) references evse (station_id, evse_id) on delete cascade
) with (fillfactor = 70);
-- Only the rare states: an index on all would make each change of status a change of the index.
create index connector_faulted on connector (station_id) where status = 'Faulted';

-- How long a station was connected, connection by connection.
create table connection (
  station_id text not null references charging_station (id) on delete cascade,
  epoch bigint not null,
  gateway_id text not null,
  ocpp_version text not null,
  remote_address text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  primary key (station_id, epoch)
);

-- Handshakes that were turned away, with the reason in words.
create table refused_handshake (
  id bigint generated always as identity primary key,
  station_id text,
  path text not null,
  protocols text,
  remote_address text,
  reason text not null,
  refused_at timestamptz not null default now()
);
create index refused_handshake_at on refused_handshake (refused_at desc);

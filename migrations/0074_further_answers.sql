-- What answers to further commands teach: of transactions, tariffs, controls towards the grid, battery swaps.

-- What a station said of a transaction when it was asked, and what it took of what it was told. transaction_id '' is the
-- station as a whole. Nothing here ends a transaction: messages_in_queue says only that more is to come (2.x E14).
create table transaction_exchange (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  transaction_id text not null,
  ongoing boolean,
  messages_in_queue boolean,
  checked_at timestamptz,
  total_cost numeric,
  cost_told_at timestamptz,
  allowed_energy_transfer jsonb,
  transfer_answer text,
  transfer_told_at timestamptz,
  updated_at timestamptz not null,
  unique (station_id, transaction_id)
);
create index transaction_exchange_at on transaction_exchange (updated_at desc, id desc);

-- The tariffs that a station has: default ones of an EVSE (0: of all), of drivers, and of a transaction.
create table station_tariff (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  evse_id integer not null,
  tariff_id text not null,
  kind text not null check (kind in ('DefaultTariff', 'DriverTariff', 'TransactionTariff')),
  transaction_id text,
  valid_from timestamptz,
  -- the tokens of the drivers it is for
  id_tokens jsonb,
  -- the whole of it, as sent; null where the station only named it
  tariff jsonb,
  known_at timestamptz not null,
  ended_at timestamptz,
  unique nulls not distinct (station_id, evse_id, tariff_id, kind, transaction_id)
);
create index station_tariff_at on station_tariff (known_at desc, id desc);
create index station_tariff_holding on station_tariff (station_id) where ended_at is null;

alter table der_control add column set_at timestamptz, add column cleared_at timestamptz;

create table battery_swap_request (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  request_id bigint not null,
  id_token text not null,
  answer text not null,
  asked_at timestamptz not null,
  unique (station_id, request_id)
);
create index battery_swap_request_at on battery_swap_request (asked_at desc, id desc);

-- Signals of automatic frequency restoration (2.1 Q10) and the station's word to each.
create table afrr_signal (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  signal integer not null,
  at timestamptz not null,
  answer text not null,
  answered_at timestamptz not null,
  unique (station_id, at)
);
create index afrr_signal_at on afrr_signal (at desc, id desc);

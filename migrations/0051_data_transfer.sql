-- What vendors say beside the standard: which messages are known and what they look like, and those that were said.

-- A message of a vendor. message_id null: what the vendor sends without one. A schema of null takes anything.
create table vendor_message (
  id bigint generated always as identity primary key,
  vendor_id text not null check (length(vendor_id) between 1 and 255),
  message_id text check (length(message_id) between 1 and 50),
  -- JSON schemas: of the data a station sends, and of the data it answers to ours
  request_schema jsonb check (length(request_schema::text) <= 40000),
  answer_schema jsonb check (length(answer_schema::text) <= 40000),
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index vendor_message_key on vendor_message (lower(vendor_id), coalesce(lower(message_id), ''));

-- direction IN: the station to us. transfer_key is the same for the same message told again, which only raises `times`.
create table data_transfer (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  direction text not null check (direction in ('IN', 'OUT')),
  transfer_key text not null,
  vendor_id text not null,
  message_id text,
  data jsonb,
  -- what we answered, or the station did
  status text not null,
  answer_data jsonb,
  -- [{path, rule, message}]: how data, or what was answered to ours, breaks its schema
  findings jsonb not null default '[]',
  times integer not null default 1,
  at timestamptz not null,
  unique (station_id, transfer_key)
);
create index data_transfer_station on data_transfer (station_id, at desc, id desc);
create index data_transfer_at on data_transfer (at desc, id desc);

-- Drops what was said longer ago than this. Safe to call at any hour, by many.
create function drop_old_data_transfers(days integer) returns void language sql as $$
  delete from data_transfer where at < now() - make_interval(days => days);
$$;

-- What stations report of reservations, of their displays, and of what they hold about customers.

-- Known at least by its number; the rest as far as it is known.
create table reservation (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  reservation_id bigint not null,
  evse_id integer,
  connector_type text,
  id_token text,
  group_id_token text,
  expires_at timestamptz,
  status text not null,
  status_at timestamptz not null,
  unique (station_id, reservation_id)
);
create index reservation_station on reservation (station_id, status_at desc, id desc);
create index reservation_at on reservation (status_at desc, id desc);

-- The messages a station shows or will show, as it last reported them.
create table display_message (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  message_id bigint not null,
  priority text not null,
  state text,
  starts_at timestamptz,
  ends_at timestamptz,
  transaction_id text,
  format text not null,
  language text,
  content text not null,
  -- the same in further languages, 2.1
  further_contents jsonb,
  -- the component that shows it, where it is not the station's main display
  display jsonb,
  request_id bigint,
  reported_at timestamptz not null,
  unique (station_id, message_id)
);
create index display_message_at on display_message (reported_at desc, id desc);

-- What a station holds about a customer: the parts of one report by their seqNo; last_seq_no once the last was told.
create table customer_information (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  request_id bigint not null,
  parts jsonb not null,
  last_seq_no integer,
  generated_at timestamptz not null,
  unique (station_id, request_id)
);
create index customer_information_at on customer_information (generated_at desc, id desc);

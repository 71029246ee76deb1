-- Who may charge, what was charged, and every sample behind it.

-- One token may come under different types; the token text is what counts.
create table id_token (
  id bigint generated always as identity primary key,
  id_token text not null unique check (length(id_token) between 1 and 255),
  type text not null default 'ISO14443',
  status text not null default 'ACCEPTED' check (status in ('ACCEPTED', 'BLOCKED', 'EXPIRED', 'INVALID')),
  group_id_token text,
  expires_at timestamptz,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- RFID readers disagree on capitals; 1.6 §3.1 CiString, 2.x identifierString are case-insensitive.
create unique index id_token_folded on id_token (lower(id_token));

-- id is the transactionId a 1.6 station is given, hence 32 bits. transaction_id is what the station calls it: its own
-- text in 2.x, the same number in 1.6. start_key is the business key of a 1.6 start, by which a retry finds the first.
--
-- What a station tells of one transaction may come in any order, twice, and after the end. So each column is a merge that
-- does not depend on the order: started_at is the Started message's time once start_reported, the earliest heard before
-- that; charging_state and id_token carry the time they were told.
--
-- Energy comes from registers, never from sums of messages, so that a repeated or late frame changes nothing:
-- register_min_wh and register_max_wh are the lowest and highest import register seen inside the transaction,
-- meter_start_wh and meter_stop_wh what the station itself calls its begin and end.
create table transaction (
  id bigint generated always as identity (maxvalue 2147483647) primary key,
  station_id text not null references charging_station (id) on delete cascade,
  transaction_id text not null,
  start_key text,
  evse_id integer,
  connector_id integer,
  id_token text,
  id_token_at timestamptz,
  status text not null check (status in ('ACTIVE', 'ENDED', 'REFUSED')),
  authorization_status text,
  charging_state text,
  charging_state_at timestamptz,
  remote_start_id bigint,
  reservation_id bigint,
  started_at timestamptz not null,
  start_reported boolean not null default true,
  ended_at timestamptz,
  stopped_reason text,
  meter_start_wh numeric,
  meter_stop_wh numeric,
  register_min_wh numeric,
  register_max_wh numeric,
  -- sum of Energy.Active.Import.Interval samples, each counted when its row is new
  interval_wh numeric not null default 0,
  power_w numeric,
  soc_percent numeric,
  metered_at timestamptz,
  -- highest heard; 2.x only
  last_seq_no bigint,
  offline boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Wh. In this order:
  --   the station's own end less its begin; both 0 come from stations without a meter, whose samples may know better;
  --   until the end the highest register less the begin, except where the begin is a session counter's 0 and the samples
  --   a lifetime register (a first one of 100 kWh and more);
  --   where the samples lie below the begin (a session counter beside a lifetime begin, a register that started over),
  --   or there is no begin, their own range;
  --   else the intervals.
  energy_wh numeric generated always as (
    case
      when meter_stop_wh >= meter_start_wh and meter_stop_wh > 0 then meter_stop_wh - meter_start_wh
      when register_max_wh >= meter_start_wh and register_max_wh > 0
        then register_max_wh - case when meter_start_wh = 0 and register_min_wh >= 100000 then register_min_wh else meter_start_wh end
      when register_max_wh > register_min_wh then register_max_wh - register_min_wh
      else greatest(0, interval_wh)
    end
  ) stored
) with (fillfactor = 50);
create unique index transaction_station_transaction on transaction (station_id, transaction_id);
create unique index transaction_start_key on transaction (station_id, start_key);
create index transaction_open on transaction (station_id, evse_id) where status = 'ACTIVE';
-- Which transactions a reading of a certain time may belong to: those not over by then.
create index transaction_until on transaction (station_id, (coalesce(ended_at, 'infinity'::timestamptz)));
create index transaction_started on transaction (started_at desc, id desc);
create index transaction_station_started on transaction (station_id, started_at desc);
create index transaction_token on transaction (id_token, started_at desc);

-- Each transaction message once, by its business key; what came again only raises `repeats`.
create table transaction_event (
  station_id text not null,
  event_key text not null,
  transaction_ref bigint not null references transaction (id) on delete cascade,
  event_type text not null check (event_type in ('Started', 'Updated', 'Ended')),
  seq_no bigint,
  trigger_reason text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  offline boolean not null default false,
  -- a further, different end of a transaction that had ended
  superseded boolean not null default false,
  repeats integer not null default 0,
  primary key (station_id, event_key)
);
create index transaction_event_transaction on transaction_event (transaction_ref, occurred_at);

-- Energy or stops that match no transaction: kept, answered properly, and left for a person.
create table orphan_message (
  id bigint generated always as identity primary key,
  station_id text not null,
  action text not null,
  orphan_key text not null,
  reason text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  resolved_at timestamptz,
  unique (station_id, orphan_key)
);
create index orphan_message_open on orphan_message (received_at desc) where resolved_at is null;

-- Every sample, units normalised (Wh, W, A, V, …). sample_key is a hash of all that tells samples of one
-- station and time apart, so that a retried frame adds nothing. No foreign keys: this table takes the most rows.
create table meter_value (
  station_id text not null,
  measured_at timestamptz not null,
  sample_key bigint not null,
  received_at timestamptz not null,
  evse_id integer,
  connector_id integer,
  transaction_ref bigint,
  measurand text not null,
  value numeric,
  -- what could not be read as a number, signed data for one
  raw_value text,
  unit text,
  phase text,
  location text,
  context text,
  primary key (station_id, measured_at, sample_key)
) partition by range (measured_at);
create table meter_value_default partition of meter_value default;
create index meter_value_transaction on meter_value (transaction_ref, measured_at) where transaction_ref is not null;

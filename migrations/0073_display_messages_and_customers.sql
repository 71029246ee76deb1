-- The messages that stations were given, refused, and show no more; and what they were asked about customers.

-- answer is the station's word to the last SetDisplayMessage of this number. reported_at is when it last spoke of it.
alter table display_message
  add column status text not null default 'ACTIVE'
    check (status in ('ACTIVE', 'REJECTED', 'CLEARED', 'NOT_REPORTED', 'TRANSACTION_ENDED')),
  add column answer text,
  add column set_at timestamptz,
  add column ended_at timestamptz;
create index display_message_station on display_message (station_id, reported_at desc, id desc);
create index display_message_transaction on display_message (station_id, transaction_id) where status = 'ACTIVE' and transaction_id is not null;

-- Numbers of messages that are drawn here.
create sequence display_message_number as integer minvalue 1000001 cycle;

-- What was asked: to report, to clear, or both, about whom; answer is the station's word.
alter table customer_information
  add column asked_at timestamptz,
  add column report boolean,
  add column clear boolean,
  add column id_token text,
  add column customer_identifier text,
  add column certificate jsonb,
  add column answer text,
  -- by the clock here: personal data is kept no longer than a setting says
  add column kept_since timestamptz not null default now();
create index customer_information_kept on customer_information (kept_since);
create index customer_information_station on customer_information (station_id, generated_at desc, id desc);
-- What was told is in customer_information alone, so that it goes with it.
update station_event set data = data - 'information' where type = 'CustomerInformationReported';

-- Reservations as a ledger: asked for, taken or refused by the station, and over in one way or another.

-- status is ours; answer is the station's own word, or what came instead of one (CALL_ERROR, OFFLINE, EXPIRED).
alter table reservation
  add column id_token_type text,
  add column answer text,
  add column transaction_ref bigint references transaction (id) on delete set null,
  add column cancelled_by text check (cancelled_by in ('US', 'FAULT', 'STATION')),
  add column requested_at timestamptz,
  add column requested_by text;
update reservation set answer = status, cancelled_by = case status when 'Removed' then 'STATION' end,
  status = case status when 'Expired' then 'EXPIRED' when 'Removed' then 'CANCELLED' when 'NoTransaction' then 'USED' else 'ACTIVE' end;
alter table reservation add check (status in ('REQUESTED', 'ACTIVE', 'REJECTED', 'USED', 'EXPIRED', 'CANCELLED'));
create index reservation_open on reservation (expires_at) where status in ('REQUESTED', 'ACTIVE');
create index reservation_open_station on reservation (station_id) where status in ('REQUESTED', 'ACTIVE');
create index reservation_transaction on reservation (transaction_ref) where transaction_ref is not null;

-- Numbers of reservations that are drawn here.
create sequence reservation_number as integer minvalue 1 cycle;

-- What stations report of their security, and what they ask of certificates.

create table security_event (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  type text not null,
  tech_info text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  unique (station_id, type, at, tech_info)
);
create index security_event_station on security_event (station_id, at desc, id desc);
create index security_event_at on security_event (at desc, id desc);

-- status is what the station was told. A station that gets no certificate asks again with the same request: one row,
-- of which status and at are those of the last time.
create table certificate_signing_request (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  request_id bigint,
  certificate_type text not null,
  csr text not null,
  -- of the root under which the station wants to be, 2.1
  root_certificate_hash jsonb,
  status text not null check (status in ('Accepted', 'Rejected')),
  at timestamptz not null
);
create unique index certificate_signing_request_csr on certificate_signing_request (station_id, certificate_type, md5(csr));
create index certificate_signing_request_station on certificate_signing_request (station_id, at desc, id desc);
create index certificate_signing_request_at on certificate_signing_request (at desc, id desc);

-- What a station asks of certificates that others issue: whether they are revoked, or a contract for a vehicle.
-- One row a question; status and at are those of its last time.
create table certificate_query (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  kind text not null check (kind in ('STATUS', 'CHAIN_STATUS', 'EV_CERTIFICATE')),
  request jsonb not null,
  status text not null,
  at timestamptz not null
);
create unique index certificate_query_question on certificate_query (station_id, kind, md5(request::text));
create index certificate_query_station on certificate_query (station_id, at desc, id desc);
create index certificate_query_at on certificate_query (at desc, id desc);

-- Certificates: our own authority, what it issued and revoked, and what stations hold.

-- The root signs the issuing ones and nothing else; one issues for stations (their door to us), the others for the two
-- editions of ISO 15118: a certificate of those opens no door here. Keys are sealed with a secret from the environment.
create table certificate_authority (
  id bigint generated always as identity primary key,
  role text not null unique check (role in ('ROOT', 'STATION', 'V2G', 'V2G20')),
  certificate text not null,
  sealed_key text not null,
  not_after timestamptz not null,
  created_at timestamptz not null default now()
);

-- delivery: SENDING until the station has taken it, REJECTED when it would not, FAILED when it never answered.
create table issued_certificate (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  certificate_type text not null,
  -- Empty where the authority is a configured one.
  authority_id bigint references certificate_authority (id),
  request_id bigint,
  csr_digest text not null,
  serial_number text not null,
  fingerprint text not null unique,
  subject text not null,
  -- PEM, leaf first, without the root
  certificate_chain text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  delivery text not null default 'SENDING' check (delivery in ('SENDING', 'ACCEPTED', 'REJECTED', 'FAILED')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  command_id uuid,
  renewal_asked_at timestamptz,
  revoked_at timestamptz,
  revocation_reason text check (revocation_reason in ('UNSPECIFIED', 'KEY_COMPROMISE', 'AFFILIATION_CHANGED', 'SUPERSEDED', 'CESSATION_OF_OPERATION')),
  revoked_by text,
  created_at timestamptz not null default now()
);
create index issued_certificate_station on issued_certificate (station_id, created_at desc, id desc);
create index issued_certificate_at on issued_certificate (created_at desc, id desc);
create index issued_certificate_csr on issued_certificate (station_id, csr_digest);
create index issued_certificate_expiry on issued_certificate (not_after, id) where revoked_at is null;
create index issued_certificate_sending on issued_certificate (id) where delivery = 'SENDING';
create index issued_certificate_revoked on issued_certificate (authority_id, revoked_at) where revoked_at is not null;
create index issued_certificate_command on issued_certificate (command_id) where command_id is not null;

-- The newest list of each authority, DER, as it is served.
create table certificate_revocation_list (
  authority_id bigint primary key references certificate_authority (id) on delete cascade,
  number bigint not null,
  list bytea not null,
  revoked integer not null,
  this_update timestamptz not null,
  next_update timestamptz not null
);

-- What a station says it has installed; subject, validity and the certificate itself where we have seen that.
create table installed_certificate (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  certificate_type text not null,
  hash_algorithm text not null,
  issuer_name_hash text not null,
  issuer_key_hash text not null,
  serial_number text not null,
  certificate text,
  subject text,
  not_before timestamptz,
  not_after timestamptz,
  installed_at timestamptz,
  seen_at timestamptz not null
);
create unique index installed_certificate_hash on installed_certificate (station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number);
create index installed_certificate_station on installed_certificate (station_id, seen_at desc, id desc);
create index installed_certificate_seen on installed_certificate (seen_at desc, id desc);
create index installed_certificate_expiry on installed_certificate (not_after, id);

-- Why a request was refused, in words.
alter table certificate_signing_request add column problem text;

-- How stations prove who they are, and how that changes.

-- next_password_hash: of a password that the station accepted and has not come with yet; until it does, both hold.
-- next_security_profile: the station agreed to come with this one; it holds from its first connection that does.
-- proven_profile, certificate_fingerprint: what its newest connection came with.
alter table charging_station
  add column next_password_hash text,
  add column next_security_profile smallint check (next_security_profile between 1 and 3),
  add column proven_profile smallint check (proven_profile between 0 and 3),
  add column certificate_fingerprint text;

-- A station must not be talked back into a weaker profile, whoever writes (2.x A05, 1.6 security A05).
create function keep_security_profile() returns trigger language plpgsql as $$
begin
  raise exception 'the security profile is % and can only be raised', old.security_profile using errcode = 'check_violation';
end $$;
create trigger charging_station_profile_rises before update of security_profile on charging_station
  for each row when (new.security_profile < old.security_profile) execute function keep_security_profile();

-- What a command holds that its record must not show: sealed, the payload while it waits for its station; of a new
-- password its argon2id hash, which becomes the station's once that has accepted it.
create table command_secret (
  command_id uuid primary key references command (id) on delete cascade,
  station_id text not null references charging_station (id) on delete cascade,
  sealed text,
  password_hash text,
  created_at timestamptz not null default now()
);
create index command_secret_station on command_secret (station_id) where password_hash is not null;

-- Who came with wrong credentials: a station from where it usually comes (HOME), from elsewhere (AWAY), an ADDRESS.
-- failures ebbs with time; it outlives no crash, for then everybody starts anew.
create unlogged table login_failure (
  kind text not null check (kind in ('HOME', 'AWAY', 'ADDRESS')),
  key text not null,
  failures real not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key)
);

-- Files that stations upload when they are asked for a log. They lie here and not in a folder, so that any number of
-- graph processes take and give them, and backups hold them too.

-- id and a secret make up the URL a station is given; only a digest of the secret is kept. state: WAITING for the
-- station, RECEIVING, STORED. A station that begins anew takes over from its broken attempt: parts of another attempt
-- than this one count for nothing.
create table upload (
  id uuid primary key,
  station_id text not null references charging_station (id) on delete cascade,
  log_request_id bigint references log_request (id) on delete set null,
  secret_hash bytea not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'RECEIVING', 'STORED')),
  attempt integer not null default 0,
  file_name text,
  size_bytes bigint not null default 0,
  sha256 text,
  remote_address text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  touched_at timestamptz,
  stored_at timestamptz
);
create index upload_stored on upload (stored_at desc, id desc) where state = 'STORED';
create index upload_station on upload (station_id, stored_at desc, id desc) where state = 'STORED';
create index upload_request on upload (log_request_id);
create index upload_open on upload (expires_at) where state <> 'STORED';

create table upload_part (
  upload_id uuid not null references upload (id) on delete cascade,
  attempt integer not null,
  part integer not null,
  data bytea not null,
  primary key (upload_id, attempt, part)
);
-- Logs come compressed as a rule.
alter table upload_part alter column data set storage external;

-- The secret in the URL is the station's alone.
create function without_upload_secret(text text) returns text language sql immutable as $$
  select regexp_replace(text, '(/uploads/[0-9a-f-]{36}/)[\w-]{32}', '\1***')
$$;
create function forget_upload_secret() returns trigger language plpgsql as $$
begin
  new.location := without_upload_secret(new.location);
  return new;
end $$;
create trigger forget_upload_secret before insert on log_request for each row execute function forget_upload_secret();

-- What nobody will ask for any more: URLs past their time, what a process that died had half received, files past their
-- days and, oldest first, what is beyond the total. Safe to call at any hour, by many.
create function drop_old_uploads(days integer, total_bytes bigint) returns void language sql as $$
  delete from upload where state <> 'STORED' and expires_at < now() - interval '1 hour';
  with broken as (
    update upload set state = 'WAITING', size_bytes = 0, attempt = attempt + 1
    where state = 'RECEIVING' and touched_at < now() - interval '15 minutes' returning id
  )
  delete from upload_part p using broken where p.upload_id = broken.id;
  delete from upload where state = 'STORED' and stored_at < now() - make_interval(days => days);
  delete from upload u using (
    select id, sum(size_bytes) over (order by stored_at desc, id desc) as total from upload where state = 'STORED'
  ) newer
  where u.id = newer.id and newer.total > total_bytes;
$$;

-- Steps of firmware and logs, and requests that are over: kept as long as what stations noticed.
create function drop_old_requests(days integer) returns void language sql as $$
  delete from firmware_status where at < now() - make_interval(days => days);
  delete from log_status where at < now() - make_interval(days => days);
  delete from firmware_update where created_at < now() - make_interval(days => days) and (ended_at is not null or state = 'ASKED');
  delete from log_request where created_at < now() - make_interval(days => days) and (ended_at is not null or state = 'ASKED');
$$;

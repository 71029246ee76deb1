-- Who may charge where and when, and what a station tells them.

-- A group of tokens (1.6 parentIdTag, 2.x groupIdToken). A group that a token names is here by itself.
-- Tokens of the master pass group may end any transaction and begin none (2.x C16).
create table id_token_group (
  id bigint generated always as identity primary key,
  group_id_token text not null check (length(group_id_token) between 1 and 255),
  name text check (length(name) <= 200),
  master_pass boolean not null default false,
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index id_token_group_folded on id_token_group (lower(group_id_token));
create index id_token_group_name on id_token_group (group_id_token, id);

alter table id_token drop constraint id_token_status_check;
alter table id_token
  add constraint id_token_status_check check (status in ('ACCEPTED', 'BLOCKED', 'EXPIRED', 'INVALID', 'NO_CREDIT')),
  -- false: in one transaction at a time
  add column concurrent_use boolean not null default true,
  -- false: only at its id_token_place rows; none of them, nowhere
  add column everywhere boolean not null default true,
  -- how long a station may keep what it was told; null: until it expires
  add column cache_seconds integer check (cache_seconds >= 0),
  -- RFC 5646, what the station speaks to whoever holds it (2.x)
  add column language text check (length(language) between 1 and 8),
  add column personal_message text check (length(personal_message) between 1 and 512),
  add column personal_message_format text not null default 'UTF8'
    check (personal_message_format in ('ASCII', 'HTML', 'URI', 'UTF8')),
  add column charging_priority integer check (charging_priority between -9 and 9);
create index id_token_group_id on id_token (lower(group_id_token), id);

insert into id_token_group (group_id_token)
select distinct on (lower(group_id_token)) group_id_token from id_token where length(group_id_token) between 1 and 255;

create function name_id_token_group() returns trigger language plpgsql as $$
begin
  if new.group_id_token = '' then new.group_id_token := null; end if;
  if new.group_id_token is not null then
    insert into id_token_group (group_id_token) values (new.group_id_token) on conflict do nothing;
  end if;
  return new;
end $$;
create trigger id_token_group_named before insert or update of group_id_token on id_token
  for each row execute function name_id_token_group();

create function empty_id_token_group() returns trigger language plpgsql as $$
begin
  update id_token set group_id_token = null, updated_at = now()
  where lower(group_id_token) = lower(old.group_id_token);
  return null;
end $$;
create trigger id_token_group_emptied after delete on id_token_group
  for each row execute function empty_id_token_group();

-- Where a token that may not charge everywhere may: a location, a station, one of its EVSEs or connectors.
create table id_token_place (
  id bigint generated always as identity primary key,
  id_token_id bigint not null references id_token (id) on delete cascade,
  location_id bigint references location (id) on delete cascade,
  station_id text references charging_station (id) on delete cascade,
  evse_id integer check (evse_id > 0),
  connector_id integer check (connector_id > 0),
  check (num_nonnulls(location_id, station_id) = 1),
  check (evse_id is null or station_id is not null),
  check (connector_id is null or evse_id is not null)
);
create index id_token_place_token on id_token_place (id_token_id);
create index id_token_place_location on id_token_place (location_id) where location_id is not null;
create index id_token_place_station on id_token_place (station_id) where station_id is not null;

-- When a token may charge, in the time zone of the station's location (UTC without one). No rows: at any time.
-- A window that does not end after it begins runs into the next day; weekdays (1 Monday to 7 Sunday) are those it begins on.
create table id_token_time (
  id bigint generated always as identity primary key,
  id_token_id bigint not null references id_token (id) on delete cascade,
  weekdays smallint[] not null default '{1,2,3,4,5,6,7}'
    check (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[] and cardinality(weekdays) between 1 and 7),
  from_time time not null default '00:00',
  to_time time not null default '00:00'
);
create index id_token_time_token on id_token_time (id_token_id);

-- What is not a time zone can't be reckoned with.
update location set time_zone = 'UTC' where time_zone not in (select name from pg_timezone_names);
alter table location add constraint location_time_zone_check
  check (timezone(time_zone, timestamptz '2000-01-01 00:00+00') is not null);

-- Who is in which transaction now: for tokens that may be in one only.
create index transaction_active_token on transaction (lower(id_token)) where status = 'ACTIVE';

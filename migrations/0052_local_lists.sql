-- Local authorization lists (1.6 §3.5.2, 2.x D): which tokens stations shall know by heart, and what they hold.

-- Which tokens belong to which stations' lists. Neither station nor location: every station. Neither token nor group: all.
create table local_list_rule (
  id bigint generated always as identity primary key,
  station_id text references charging_station (id) on delete cascade,
  location_id bigint references location (id) on delete cascade,
  id_token_id bigint references id_token (id) on delete cascade,
  group_id_token text check (length(group_id_token) between 1 and 255),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (num_nonnulls(station_id, location_id) <= 1),
  check (num_nonnulls(id_token_id, group_id_token) <= 1)
);
create index local_list_rule_station on local_list_rule (station_id);
create index local_list_rule_location on local_list_rule (location_id) where location_id is not null;
create index local_list_rule_token on local_list_rule (id_token_id) where id_token_id is not null;
create unique index local_list_rule_key on local_list_rule (
  coalesce(station_id, ''), coalesce(location_id, 0), coalesce(id_token_id, 0), coalesce(lower(group_id_token), ''));

-- Counts the changes after which lists may be others. A station whose list was checked under this number is right.
create table local_list_revision (
  one boolean primary key default true check (one),
  revision bigint not null default 1
);
insert into local_list_revision default values;

create function raise_local_list_revision() returns trigger language plpgsql as $$
begin
  update local_list_revision set revision = revision + 1;
  return null;
end $$;
create trigger local_lists_change after insert or update or delete on id_token
  for each statement execute function raise_local_list_revision();
create trigger local_lists_change after insert or update or delete on id_token_place
  for each statement execute function raise_local_list_revision();
create trigger local_lists_change after insert or update or delete on id_token_time
  for each statement execute function raise_local_list_revision();
create trigger local_lists_change after update of master_pass on id_token_group
  for each statement execute function raise_local_list_revision();
create trigger local_lists_change after insert or update or delete on local_list_rule
  for each statement execute function raise_local_list_revision();
create trigger local_lists_change after update of location_id on charging_station
  for each statement execute function raise_local_list_revision();

-- How the list of a station stands.
create table local_list (
  station_id text primary key references charging_station (id) on delete cascade,
  -- AUTO: where the station has told that it keeps lists
  sync text not null default 'AUTO' check (sync in ('AUTO', 'ON', 'OFF')),
  -- what the station told; null: nothing yet
  supported boolean,
  -- the version it last confirmed: 0 none, -1 not supported
  version integer,
  version_at timestamptz,
  -- the highest that was ever given, so that versions only rise
  last_version integer not null default 0,
  -- whether local_list_entry says what it holds
  known boolean not null default false,
  checked_revision bigint,
  -- under way
  command_id uuid,
  failures integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  last_error_at timestamptz,
  -- tokens that do not fit in
  left_out integer not null default 0,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index local_list_due on local_list (next_attempt_at, station_id);

insert into local_list (station_id) select id from charging_station;
create function begin_local_list() returns trigger language plpgsql as $$
begin
  insert into local_list (station_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger local_list_begun after insert on charging_station
  for each row execute function begin_local_list();

-- What a station's list holds, by what it confirmed. id_token in small letters; info in one form for what is the same.
create table local_list_entry (
  station_id text not null references charging_station (id) on delete cascade,
  id_token text not null,
  type text,
  info text not null,
  primary key (station_id, id_token)
);

-- What it shall hold. Tokens that may charge at certain times only are asked for each time.
create view local_list_wanted as
select distinct on (s.id, k.id) s.id as station_id, k.id_token, k.type, k.status, k.expires_at, k.group_id_token,
  k.language, k.personal_message, k.personal_message_format, k.charging_priority, places.evse_ids,
  coalesce(g.master_pass, false) as master_pass
from charging_station s
join local_list_rule r on r.station_id = s.id or r.location_id = s.location_id
  or (r.station_id is null and r.location_id is null)
join lateral (
  select k.* from id_token k where k.id = r.id_token_id
  union all
  select k.* from id_token k where lower(k.group_id_token) = lower(r.group_id_token)
  union all
  select k.* from id_token k where r.id_token_id is null and r.group_id_token is null
) k on true
left join id_token_group g on lower(g.group_id_token) = lower(k.group_id_token)
left join lateral (
  select count(*) as found,
    case when bool_and(p.evse_id is not null) then array_agg(distinct p.evse_id order by p.evse_id) end as evse_ids
  from id_token_place p
  where not k.everywhere and p.id_token_id = k.id and (p.station_id = s.id or p.location_id = s.location_id)
) places on true
where (k.everywhere or places.found > 0) and not exists (select from id_token_time w where w.id_token_id = k.id)
order by s.id, k.id;

-- What a station has told of the lists it keeps (LocalAuthListCtrlr; 1.6 §9.3).
create view local_list_limit as
select s.id as station_id,
  min(t.number) filter (where t.name in ('itemspermessage', 'sendlocallistmaxlength')) as items_per_message,
  min(t.number) filter (where t.name = 'bytespermessage') as bytes_per_message,
  min(coalesce(t.max_limit, t.number)) filter (where t.name = 'entries' and t.max_limit > 0
    or t.name = 'localauthlistmaxlength') as most_entries,
  case
    when bool_or(t.name in ('available', 'enabled', 'localauthlistenabled') and t.value = 'false') then false
    when bool_or(t.name in ('available', 'enabled', 'localauthlistenabled') and t.value = 'true'
      or t.name in ('localauthlistmaxlength', 'sendlocallistmaxlength', 'entries')
      or t.name = 'supportedfeatureprofiles' and t.value like '%localauthlistmanagement%') then true
  end as supported
from charging_station s
left join lateral (
  select lower(v.variable) as name, lower(v.value) as value, v.max_limit,
    case when v.value ~ '^[1-9][0-9]{0,8}$' then v.value::integer end as number
  from variable v
  where v.station_id = s.id and v.attribute_type = 'Actual'
    and (lower(v.component) = 'localauthlistctrlr' or (lower(v.component) = 'ocpp16' and lower(v.variable) in
      ('localauthlistenabled', 'localauthlistmaxlength', 'sendlocallistmaxlength', 'supportedfeatureprofiles')))
) t on true
group by s.id;

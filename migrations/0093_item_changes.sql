-- What is made or edited beside Directus, for Directus to tell as item events: rows of the tables that people edit, and the
-- making of what people order. What stations do is in station_event; the ids are drawn together, so that (xid, id) is one
-- order over both. Directus tells of its own writes by itself: its connections are named `directus`.
create table item_change (
  id bigint not null default nextval('station_event_id_seq'),
  xid xid8 not null default pg_current_xact_id(),
  collection text not null,
  key text not null,
  action text not null check (action in ('create', 'update', 'delete')),
  -- of an update: the columns that are different. Never what they hold: that is read when it is told.
  fields text[] not null default '{}',
  recorded_at timestamptz not null default now(),
  primary key (xid, id)
);
create index item_change_recorded on item_change using brin (recorded_at);

-- Whether a trigger sees a write of Directus's own. What other triggers write after it Directus does not know of; rows that
-- go with the row they belong to, it never tells of.
create function is_written_by_directus() returns boolean language sql stable as $$
  select current_setting('application_name') = 'directus' and pg_trigger_depth() < 2;
$$;

create function note_item_change() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if is_written_by_directus() then return null; end if;
  if tg_op = 'UPDATE' then
    insert into item_change (collection, key, action, fields)
    select tg_table_name, changed.key, 'update', changed.fields
    from (
      select it.id::text as key, array(
        select each.key from jsonb_each(to_jsonb(it)) each
        where each.key not in ('updated_at', 'revision') and each.value is distinct from to_jsonb(was) -> each.key
        order by each.key) as fields
      from items it join items_before was on was.id = it.id
    ) changed
    where changed.fields <> '{}';
  else
    insert into item_change (collection, key, action)
    select tg_table_name, id::text, case tg_op when 'INSERT' then 'create' else 'delete' end from items;
  end if;
  return null;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['location', 'id_token', 'id_token_group', 'id_token_place', 'station_group',
    'station_group_member', 'desired_variable', 'local_list_rule', 'campaign']
  loop
    execute format('create trigger item_updated after update on %I referencing old table as items_before new table as items
      for each statement execute function note_item_change()', name);
    execute format('create trigger item_deleted after delete on %I referencing old table as items
      for each statement execute function note_item_change()', name);
  end loop;
  -- How the further ones go on is told by events.
  foreach name in array array['location', 'id_token', 'id_token_group', 'id_token_place', 'station_group',
    'station_group_member', 'desired_variable', 'local_list_rule', 'campaign', 'charging_station', 'command', 'reservation',
    'firmware_update', 'charging_profile']
  loop
    execute format('create trigger item_created after insert on %I referencing new table as items
      for each statement execute function note_item_change()', name);
  end loop;
end $$;

-- Of a station only the columns that people own fire; how a waiting one is accepted is one of them.
create or replace function note_station_edit() returns trigger language plpgsql security definer set search_path from current as $$
declare
  fields text[] := '{}';
begin
  if tg_op = 'UPDATE' then
    fields := array(
      select key from jsonb_each(to_jsonb(new))
      where key in ('name', 'location_id', 'registration_status', 'acceptance', 'validation_mode', 'security_profile',
                    'password_hash', 'heartbeat_interval')
        and value is distinct from to_jsonb(old) -> key
      order by key);
  end if;
  insert into station_event (station_id, type, at, data) values (
    old.id, 'StationEdited', now(),
    jsonb_build_object('change', case tg_op when 'DELETE' then 'DELETED' else 'UPDATED' end, 'fields', to_jsonb(fields)));
  if not is_written_by_directus() then
    insert into item_change (collection, key, action, fields) values ('charging_station', old.id, lower(tg_op), fields);
  end if;
  perform pg_notify('chargeql_edited', old.id);
  return null;
end $$;

drop trigger station_edited on charging_station;
create trigger station_edited
  after update of name, location_id, registration_status, acceptance, validation_mode, security_profile, password_hash, heartbeat_interval
  on charging_station for each row
  when ((old.name, old.location_id, old.registration_status, old.acceptance, old.validation_mode, old.security_profile, old.password_hash, old.heartbeat_interval)
    is distinct from
    (new.name, new.location_id, new.registration_status, new.acceptance, new.validation_mode, new.security_profile, new.password_hash, new.heartbeat_interval))
  execute function note_station_edit();

create or replace function drop_old_events(days integer) returns bigint language plpgsql as $$
declare
  last record;
  dropped bigint;
begin
  perform pg_advisory_xact_lock(hashtext('chargeql events'));
  delete from item_change where recorded_at < now() - make_interval(days => days);
  select xid, id into last from station_event
  where recorded_at < now() - make_interval(days => days) order by xid desc, id desc limit 1;
  if not found then return 0; end if;
  insert into station_event_horizon (xid, id) values (last.xid, last.id)
  on conflict (one) do update set xid = excluded.xid, id = excluded.id;
  delete from station_event where (xid, id) <= (last.xid, last.id);
  get diagnostics dropped = row_count;
  return dropped;
end $$;

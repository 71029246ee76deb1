-- What people edit, wherever they do it, is an event like any other, so that live views follow; and those who listen
-- on `chargeql_edited` hear of it at the commit. Only columns that people own: the hot ones fire nothing.
create function note_station_edit() returns trigger language plpgsql as $$
declare
  fields jsonb := '[]';
begin
  if tg_op = 'UPDATE' then
    select coalesce(jsonb_agg(key order by key), '[]') into fields
    from jsonb_each(to_jsonb(new)) after
    where key in ('name', 'location_id', 'registration_status', 'validation_mode', 'security_profile', 'password_hash',
                  'heartbeat_interval')
      and value is distinct from to_jsonb(old) -> key;
  end if;
  insert into station_event (station_id, type, at, data) values (
    old.id, 'StationEdited', now(),
    jsonb_build_object('change', case tg_op when 'DELETE' then 'DELETED' else 'UPDATED' end, 'fields', fields));
  perform pg_notify('chargeql_edited', old.id);
  return null;
end $$;

create trigger station_edited
  after update of name, location_id, registration_status, validation_mode, security_profile, password_hash, heartbeat_interval
  on charging_station for each row
  when ((old.name, old.location_id, old.registration_status, old.validation_mode, old.security_profile, old.password_hash, old.heartbeat_interval)
    is distinct from
    (new.name, new.location_id, new.registration_status, new.validation_mode, new.security_profile, new.password_hash, new.heartbeat_interval))
  execute function note_station_edit();
create trigger station_deleted after delete on charging_station for each row execute function note_station_edit();

-- A location shows at each of its stations.
create function note_location_edit() returns trigger language plpgsql as $$
begin
  insert into station_event (station_id, type, at, data)
  select id, 'StationEdited', now(), '{"change": "UPDATED", "fields": ["location"]}'
  from charging_station where location_id = new.id;
  perform pg_notify('chargeql_edited', '');
  return null;
end $$;
create trigger location_edited after update on location for each row
  when (old.* is distinct from new.*) execute function note_location_edit();

-- How far those have come who follow the events outside of this system's own processes. Who holds the row reads.
create table event_reader (
  name text primary key,
  xid xid8 not null,
  id bigint not null,
  read_at timestamptz not null default now()
);

-- What stations were told of tokens and may still keep in their caches; kept where CLEAR_CACHES is on.
-- stale_since: since when it is no longer so.
create table cached_authorization (
  station_id text not null references charging_station (id) on delete cascade,
  -- in small letters
  id_token text not null,
  told_at timestamptz not null,
  stale_since timestamptz,
  primary key (station_id, id_token)
);
create index cached_authorization_token on cached_authorization (id_token);
create index cached_authorization_stale on cached_authorization (station_id) where stale_since is not null;

-- The last ClearCache that was ordered of a station.
create table cache_clearing (
  station_id text primary key references charging_station (id) on delete cascade,
  command_id uuid not null
);

create function stale_authorization(token text) returns void language sql as $$
  update cached_authorization set stale_since = now() where id_token = lower(token) and stale_since is null;
$$;

create function id_token_changed() returns trigger language plpgsql as $$
begin
  perform stale_authorization(old.id_token);
  return null;
end $$;
create trigger cached_authorizations_stale after update on id_token for each row
  when ((old.id_token, old.status, old.expires_at, old.group_id_token, old.everywhere, old.concurrent_use)
    is distinct from (new.id_token, new.status, new.expires_at, new.group_id_token, new.everywhere, new.concurrent_use))
  execute function id_token_changed();
create trigger cached_authorizations_gone after delete on id_token for each row execute function id_token_changed();

create function id_token_limits_changed() returns trigger language plpgsql as $$
begin
  perform stale_authorization(k.id_token) from id_token k
  where k.id in (case when tg_op <> 'INSERT' then old.id_token_id end, case when tg_op <> 'DELETE' then new.id_token_id end);
  return null;
end $$;
create trigger cached_authorizations_stale after insert or update or delete on id_token_place
  for each row execute function id_token_limits_changed();
create trigger cached_authorizations_stale after insert or update or delete on id_token_time
  for each row execute function id_token_limits_changed();

create function id_token_group_changed() returns trigger language plpgsql as $$
begin
  perform stale_authorization(k.id_token) from id_token k where lower(k.group_id_token) = lower(old.group_id_token);
  return null;
end $$;
create trigger cached_authorizations_stale after update on id_token_group for each row
  when (old.master_pass <> new.master_pass) execute function id_token_group_changed();

-- What follows from an edit follows whoever edits: who may change a token need not hold rights on these tables.
do $$
declare
  name text;
begin
  foreach name in array array['name_id_token_group', 'empty_id_token_group', 'raise_local_list_revision',
    'begin_local_list', 'id_token_changed', 'id_token_limits_changed', 'id_token_group_changed']
  loop
    execute format('alter function %I() security definer set search_path from current', name);
  end loop;
end $$;

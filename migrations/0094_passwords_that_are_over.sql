-- Once a station's password changes, because it came with a new one or somebody entered one, no other opens: neither one
-- of a rotation under way, nor those of commands that it never answered. Only those sent after the one it came with may
-- still reach it. A row that is held belongs to an answer that is being kept; waiting for it would be a deadlock.
create function end_other_passwords() returns trigger language plpgsql security definer set search_path from current as $$
begin
  new.next_password_hash := null;
  delete from command_secret where command_id in (
    select x.command_id from command_secret x join command c on c.id = x.command_id
    where x.station_id = new.id and x.password_hash is not null and c.state = 'TIMED_OUT'
      and x.created_at <= coalesce((select max(y.created_at) from command_secret y
        where y.station_id = new.id and y.password_hash = new.password_hash), 'infinity')
    for update of x skip locked);
  return new;
end $$;
create trigger charging_station_one_password before update of password_hash on charging_station
  for each row when (new.password_hash is distinct from old.password_hash) execute function end_other_passwords();

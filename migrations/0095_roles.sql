-- What processes and Directus need so that none of them reads a station's password hash.

-- has_password: for those who may not see the hash.
-- password: write-only, a hash that becomes the station's; always empty afterwards.
alter table charging_station
  add column has_password boolean generated always as (password_hash is not null) stored,
  add column password text;

create function take_new_password() returns trigger language plpgsql as $$
begin
  new.password_hash := new.password;
  new.password := null;
  return new;
end $$;
create trigger charging_station_password before insert or update of password on charging_station
  for each row when (new.password is not null) execute function take_new_password();

-- As where the hash itself is updated, which is what the triggers there fire on. Those before the update fire in the order
-- of their names.
create trigger charging_station_password_ends_others before update of password on charging_station
  for each row when (new.password_hash is distinct from old.password_hash) execute function end_other_passwords();
create trigger station_password_edited after update of password on charging_station for each row
  when (old.password_hash is distinct from new.password_hash) execute function note_station_edit();

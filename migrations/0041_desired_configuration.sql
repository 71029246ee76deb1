-- What the configuration of stations shall be, and how it is.

-- Stations that are configured alike. A station may be in several groups: of two values for one variable that of the group
-- with the higher priority counts, then that of the older group; one given to the station itself counts before all.
create table station_group (
  id bigint generated always as identity primary key,
  name text not null unique check (length(name) between 1 and 200),
  description text check (length(description) <= 2000),
  priority integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table station_group_member (
  id bigint generated always as identity primary key,
  group_id bigint not null references station_group (id) on delete cascade,
  station_id text not null references charging_station (id) on delete cascade,
  unique (station_id, group_id)
);
create index station_group_member_group on station_group_member (group_id, station_id);

-- Passwords and keys are no configuration to be kept in the open.
create function is_secret_variable(variable text) returns boolean language sql immutable parallel safe as $$
  select variable ~* '(password|authorizationkey|vpnkey|simpin)$';
$$;

-- A value that a variable shall have at one station or at all of a group. Names are those of `variable`: a configuration key
-- of 1.6 belongs to the component OCPP16. Those of the other dialect are passed over by a station.
create table desired_variable (
  id bigint generated always as identity primary key,
  station_id text references charging_station (id) on delete cascade,
  group_id bigint references station_group (id) on delete cascade,
  component text not null check (length(component) between 1 and 50),
  component_instance text check (length(component_instance) between 1 and 50),
  evse_id integer check (evse_id >= 0),
  connector_id integer check (connector_id is null or (connector_id >= 0 and evse_id is not null)),
  variable text not null check (length(variable) between 1 and 50),
  variable_instance text check (length(variable_instance) between 1 and 50),
  attribute_type text not null default 'Actual' check (attribute_type in ('Actual', 'Target', 'MinSet', 'MaxSet')),
  value text not null check (length(value) <= 2500),
  -- ENFORCE: set where it differs. REPORT: only shown.
  mode text not null default 'ENFORCE' check (mode in ('ENFORCE', 'REPORT')),
  note text check (length(note) <= 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint desired_variable_owner check (num_nonnulls(station_id, group_id) = 1),
  constraint desired_variable_secret check (not is_secret_variable(variable)),
  name_key text not null generated always as (
    lower(component) || E'\x1f' || lower(coalesce(component_instance, '')) || E'\x1f' || coalesce(evse_id, -1)::text || E'\x1f' ||
    coalesce(connector_id, -1)::text || E'\x1f' || lower(variable) || E'\x1f' || lower(coalesce(variable_instance, '')) || E'\x1f' ||
    attribute_type
  ) stored
);
create unique index desired_variable_station on desired_variable (station_id, name_key) where station_id is not null;
create unique index desired_variable_group on desired_variable (group_id, name_key) where group_id is not null;

-- How each station stands to each value that is desired of it.
create table drift (
  id bigint generated always as identity primary key,
  station_id text not null references charging_station (id) on delete cascade,
  -- desired_variable.id; its row may just be gone
  desired_id bigint not null,
  component text not null,
  component_instance text,
  evse_id integer,
  connector_id integer,
  variable text not null,
  variable_instance text,
  attribute_type text not null,
  name_key text not null,
  desired_value text not null,
  mode text not null,
  known_value text,
  pending_value text,
  mutability text,
  state text not null check (state in ('IN_SYNC', 'DRIFTED', 'PENDING_REBOOT', 'UNKNOWN', 'REJECTED')),
  since timestamptz not null default now(),
  -- the station's word for why it did not take the value
  reason text,
  -- the value it took last, where none can be read back; the value it did not take
  accepted_value text,
  refused_value text,
  -- it said that it can't be read
  unreadable boolean not null default false,
  attempts integer not null default 0,
  attempted_at timestamptz,
  -- null: nothing is to be asked, or the station is away
  next_attempt_at timestamptz,
  -- the command under way
  command_id uuid,
  unique (station_id, name_key)
);
create index drift_state on drift (state, id);
create index drift_desired on drift (desired_id);
create index drift_next on drift (next_attempt_at) where next_attempt_at is not null;
create index drift_command on drift (command_id) where command_id is not null;

-- Stations whose standing to what is desired has to be looked at. Appended to only, so that nobody waits for anybody.
create table configuration_due (
  id bigint generated always as identity primary key,
  station_id text not null
);
create index configuration_due_station on configuration_due (station_id);

-- Stations say the same in different ways.
create function same_value(one text, other text) returns boolean language sql immutable parallel safe as $$
  select case
    when one is null or other is null then false
    when one = other then true
    when one ~* '^(true|false)$' then lower(one) = lower(other)
    when one ~ '^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?$' and other ~ '^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?$'
      then one::numeric = other::numeric
    else regexp_replace(one, '\s*,\s*', ',', 'g') = regexp_replace(other, '\s*,\s*', ',', 'g')
  end;
$$;

-- Whoever edits these tables, by whatever way, need not think of what follows from it.
create function desired_variable_edited() returns trigger language plpgsql as $$
begin
  insert into configuration_due (station_id)
  select station_id from edited where station_id is not null
  union
  select m.station_id from edited e join station_group_member m on m.group_id = e.group_id;
  return null;
end $$;
create trigger desired_variable_inserted after insert on desired_variable
  referencing new table as edited for each statement execute function desired_variable_edited();
create trigger desired_variable_updated after update on desired_variable
  referencing new table as edited for each statement execute function desired_variable_edited();
-- One that moves to another station or group leaves the old one behind.
create trigger desired_variable_left after update on desired_variable
  referencing old table as edited for each statement execute function desired_variable_edited();
create trigger desired_variable_deleted after delete on desired_variable
  referencing old table as edited for each statement execute function desired_variable_edited();

create function station_group_member_edited() returns trigger language plpgsql as $$
begin
  insert into configuration_due (station_id) select distinct station_id from edited;
  return null;
end $$;
create trigger station_group_member_inserted after insert on station_group_member
  referencing new table as edited for each statement execute function station_group_member_edited();
create trigger station_group_member_updated after update on station_group_member
  referencing new table as edited for each statement execute function station_group_member_edited();
create trigger station_group_member_left after update on station_group_member
  referencing old table as edited for each statement execute function station_group_member_edited();
create trigger station_group_member_deleted after delete on station_group_member
  referencing old table as edited for each statement execute function station_group_member_edited();

create function station_group_edited() returns trigger language plpgsql as $$
begin
  insert into configuration_due (station_id)
  select distinct m.station_id from edited e join station_group_member m on m.group_id = e.id;
  return null;
end $$;
create trigger station_group_updated after update on station_group
  referencing new table as edited for each statement execute function station_group_edited();

-- What Directus needs: a primary key of one column, and relations of one column. Generated, so that whoever writes these
-- rows needs to know nothing of it. None of them changes after the insert, so an update stays what it was.
-- The tables with the most rows (meter_value, station_message, station_event, transaction_event) stay as they are.

alter table connector drop constraint connector_station_id_evse_id_fkey;
alter table evse drop constraint evse_pkey;
alter table evse
  add column key text generated always as (station_id || ':' || evse_id::text) stored,
  add unique (station_id, evse_id),
  add primary key (key);
alter table connector add foreign key (station_id, evse_id) references evse (station_id, evse_id) on delete cascade;

alter table connector drop constraint connector_pkey;
alter table connector
  add column key text
    generated always as (station_id || ':' || evse_id::text || ':' || connector_id::text) stored,
  add column evse_key text generated always as (station_id || ':' || evse_id::text) stored,
  add unique (station_id, evse_id, connector_id),
  add primary key (key);

alter table connection drop constraint connection_pkey;
alter table connection
  add column key text generated always as (station_id || ':' || epoch::text) stored,
  add unique (station_id, epoch),
  add primary key (key);

-- GeoJSON, for Directus's map.
alter table location add column position json generated always as (
  case when latitude is not null and longitude is not null
    then ('{"type":"Point","coordinates":[' || longitude::text || ',' || latitude::text || ']}')::json
  end
) stored;

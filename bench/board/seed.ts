import pg from 'pg';

/** How many of the stations connect and send; the others stand still, online in the eyes of the database. */
export const movingStations = 500;
export const prefix = 'BOARD';

const inOrder = [
  // A gateway that nobody buries holds the stations that stand still.
  `insert into gateway (id, seen_at) values ('elsewhere', now() + interval '1 day')`,
  `insert into id_token (id_token, status) values ('BENCH', 'ACCEPTED') on conflict do nothing`,
  `insert into location (name, city, latitude, longitude)
   select 'Yard ' || n, 'Town ' || n % 60, 47.5 + (n * 7919 % 1000) * 0.0072, 6.2 + (n * 6007 % 1000) * 0.0085
   from generate_series(1, $1::int / 12 + 1) as n`,
  `insert into charging_station
     (id, name, vendor, model, firmware_version, ocpp_version, location_id, online, gateway_id, connected_at, last_seen_at)
   select '${prefix}' || n, 'Bay ' || n, (array['Alfa', 'Beta', 'Gamma'])[1 + n % 3], 'M' || n % 7, '1.' || n % 5,
     (array['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'])[1 + n % 3], place.ids[1 + n % cardinality(place.ids)],
     n >= ${movingStations} and n % 20 > 0, 'elsewhere', now(), now() - n * interval '1 s'
   from generate_series(0, $1::int - 1) as n, (select array_agg(id) as ids from location) as place`,
  `insert into evse (station_id, evse_id)
   select '${prefix}' || n, evse from generate_series(0, $1::int - 1) as n, generate_series(1, 2) as evse`,
  `insert into connector (station_id, evse_id, connector_id, status, reported_status, error_code, status_at)
   select '${prefix}' || n, evse, 1, status, status, case status when 'Faulted' then 'GroundFailure' end, now()
   from generate_series(0, $1::int - 1) as n, generate_series(1, 2) as evse,
     lateral (select (array['Occupied', 'Available', 'Available', 'Occupied', 'Unavailable', 'Available', 'Reserved',
       'Available', 'Occupied', 'Available'])[1 + (n + evse) % 10] as usual) as of_ten,
     lateral (select case when n % 53 = 0 then 'Faulted' else usual end as status) as of_all`,
  `insert into transaction (station_id, transaction_id, evse_id, connector_id, id_token, status, charging_state, started_at, power_w)
   select station_id, 'seed-' || evse_id, evse_id, connector_id, 'BENCH', 'ACTIVE', 'Charging',
     now() - interval '20 min', 7000 + length(station_id) * 500
   from connector where status = 'Occupied'`,
];

/** A fleet with two connectors a station, at places all over a country, a third of the connectors charging. */
export async function seedFleet(databaseUrl: string, stations: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const text of inOrder) await client.query(text, text.includes('$1') ? [stations] : []);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

import type { Pool } from '../platform/database/pool.js';
import { type Fleet, startFleet } from '../simulator/fleet.js';

/** The stations of the demo, one a version. */
export const demoStations = [
  { id: 'demo-16', name: 'North wall', version: 'ocpp1.6', outlet: { current: 'AC', maxW: 22_000 } },
  { id: 'demo-201', name: 'South wall', version: 'ocpp2.0.1', outlet: { current: 'AC', maxW: 11_000 } },
  { id: 'demo-21', name: 'Fast lane', version: 'ocpp2.1', outlet: { current: 'DC', maxW: 150_000 } },
] as const;

/** Cards of the demo's drivers, of those `npm run simulate` brings, and one that is turned away. */
const demoTokens = [
  { idToken: 'DEMO-ANNA', status: 'ACCEPTED', note: 'Demo: Anna, a regular' },
  { idToken: 'DEMO-BEN', status: 'ACCEPTED', note: 'Demo: Ben, with the delivery van' },
  { idToken: 'DEMO-CARLA', status: 'ACCEPTED', note: 'Demo: Carla, in a hurry' },
  { idToken: 'SIMTOKEN01', status: 'ACCEPTED', note: 'Demo: what npm run simulate carries' },
  { idToken: 'DEMO-LOST', status: 'BLOCKED', note: 'Demo: a lost card' },
] as const;

/** True while no station but the demo's has ever been here. */
export async function isUntouched(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ untouched: boolean }>(
    'select not exists (select from charging_station where id <> all($1)) as untouched',
    [demoStations.map(({ id }) => id)],
  );
  return rows[0]?.untouched === true;
}

/** A car park, its stations and the cards of its drivers; what is there already stays as it is. */
export async function seedDemo(pool: Pool): Promise<void> {
  await pool.query(
    `with place as (
       insert into location (name, address, city, postal_code, country, latitude, longitude, time_zone)
       select 'Demo car park', 'Straße des 17. Juni 135', 'Berlin', '10623', 'DE', 52.5125, 13.3269, 'Europe/Berlin'
       where not exists (select from charging_station where id = any($1))
       returning id
     )
     insert into charging_station (id, name, location_id)
     select station.id, station.name, place.id from place, unnest($1::text[], $2::text[]) as station (id, name)`,
    [demoStations.map(({ id }) => id), demoStations.map(({ name }) => name)],
  );
  await pool.query(
    `insert into id_token (id_token, status, note) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict do nothing`,
    [
      demoTokens.map(({ idToken }) => idToken),
      demoTokens.map(({ status }) => status),
      demoTokens.map(({ note }) => note),
    ],
  );
}

/** Cars come within seconds and stay a minute or two: time goes twenty times faster for them. */
export const startDemo = (url: string): Fleet =>
  startFleet({
    url,
    stations: demoStations,
    scenario: 'session',
    speed: 20,
    idTokens: ['DEMO-ANNA', 'DEMO-BEN', 'DEMO-CARLA'],
    variables: { TxUpdatedInterval: '5' },
    reconnect: { minMs: 1000, maxMs: 5000 },
  });

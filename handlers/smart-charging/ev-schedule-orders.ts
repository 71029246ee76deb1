import { createHash } from 'node:crypto';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Keeping } from '../action.js';
import { order } from '../commands/order.js';
import { type Charging, numberOfVehicles, profileFor } from './ev-schedule.js';
import type { Situation } from './situation.js';

/** A vehicle that is to get a schedule. */
export interface ScheduleWish extends Charging {
  station: string;
  version: OcppVersion;
  /** The same for the same question, asked again. */
  question: string;
}

/** K17.FR.06: a schedule is sent within 60 s; after that the vehicle charges without. */
const expiresInSeconds = 60;

/** Orders a schedule for each vehicle; the answer tells whether the station took it. */
export async function orderSchedules(
  wishes: ScheduleWish[],
  situations: Map<string, Situation>,
  keeping: Keeping,
): Promise<void> {
  if (wishes.length === 0) return;
  const numbers = await draw(keeping.tx, wishes);
  const now = Date.now();
  await order(
    keeping,
    wishes.map((wish, i) => {
      const { station, version, evseId, transaction, question } = wish;
      const situation = situations.get(station) as Situation;
      const id = numberOfVehicles(situation, transaction.transactionId) ?? (numbers[i] as number);
      return {
        station,
        version,
        action: 'SetChargingProfile',
        payload: { evseId, chargingProfile: profileFor(wish, situation, { id, now }) },
        requestedBy: 'chargeql: schedule for a vehicle',
        expiresInSeconds,
        idempotencyKey: keyOf(station, transaction.transactionId, question),
      };
    }),
  );
}

const keyOf = (...words: string[]): string =>
  `vehicle schedule ${createHash('sha256').update(JSON.stringify(words)).digest('base64url')}`;

/** Numbers that no profile of the station has. */
async function draw(tx: Keeping['tx'], wishes: ScheduleWish[]): Promise<number[]> {
  const { rows } = await tx.query<{ drawn: string }>({
    name: 'draw profile numbers',
    text: `select (select candidate from (select nextval('charging_profile_number') as candidate
                     from generate_series(1, 100 + asked.place)) c
                   where not exists (select from charging_profile p
                                     where (p.station_id, p.profile_id) = (asked.station_id, c.candidate)) limit 1) as drawn
           from unnest($1::text[]) with ordinality as asked (station_id, place) order by place`,
    values: [wishes.map(({ station }) => station)],
  });
  return rows.map(({ drawn }) => Number(drawn));
}

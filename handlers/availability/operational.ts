import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { lastOfEach } from '../insertion.js';
import type { Place } from '../place.js';

export type OperationalStatus = 'OPERATIVE' | 'INOPERATIVE';

/** What a station was asked to take in or out of service; connector 0 is the whole EVSE, EVSE 0 the station. */
export interface Asked extends Place {
  asked: OperationalStatus;
  /** Accepted, Scheduled or Rejected. */
  answer: string;
  /** Whether each part of the place is asked with it, and forgets what it was asked itself (1.6 §5.2, connector 0). */
  cascades: boolean;
}

interface Changed extends Place {
  station: string;
  operational: OperationalStatus;
  scheduled: OperationalStatus | null;
  answer: string;
  at: Date;
}

const returned = `returning a.station_id as station, a.evse_id as "evseId", a.connector_id as "connectorId", a.operational,
  a.scheduled, a.answer`;

function tell(changed: Changed[], { emit }: Keeping): void {
  for (const { station, at, ...data } of changed) emit({ station, type: 'AvailabilityChanged', at, data });
}

/** Keeps what stations answer; a refusal leaves all as it was. */
export async function keepAvailability(told: Told<Asked>[], keeping: Keeping): Promise<void> {
  const { tx } = keeping;
  const rows = lastOfEach(
    told.map(({ station, receivedAt: at, fact }) => ({ ...fact, station, at })),
    ({ station, evseId, connectorId }) => [station, evseId, connectorId],
  );
  const { rows: changed } = await tx.query<Changed>({
    name: 'keep availability',
    text: `insert into availability as a (station_id, evse_id, connector_id, asked, answer, asked_at, operational, scheduled, changed_at)
           select station_id, evse_id, connector_id, asked, answer, at,
             case when answer = 'Accepted' then asked else 'OPERATIVE' end, case when answer = 'Scheduled' then asked end,
             case when answer = 'Accepted' then at end
           from unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::timestamptz[])
             as told (station_id, evse_id, connector_id, asked, answer, at)
           on conflict (station_id, evse_id, connector_id) do update
           set asked = excluded.asked, answer = excluded.answer, asked_at = excluded.asked_at,
               operational = case when excluded.answer = 'Accepted' then excluded.asked else a.operational end,
               scheduled = case excluded.answer when 'Accepted' then null when 'Scheduled' then excluded.asked else a.scheduled end,
               changed_at = case when excluded.answer = 'Accepted' and excluded.asked <> a.operational
                            then excluded.asked_at else a.changed_at end
           ${returned}, a.asked_at as at`,
    values: columns(rows, ['station', 'evseId', 'connectorId', 'asked', 'answer', 'at']),
  });
  tell(changed, keeping);
  const whole = rows.filter(({ cascades, answer }) => cascades && answer !== 'Rejected');
  await tx.query({
    name: 'availability of parts',
    text: `delete from availability a using unnest($1::text[]) as told (station_id)
           where a.station_id = told.station_id and a.evse_id > 0`,
    values: columns(whole, ['station']),
  });
}

/** Where something may have come into force. */
export interface Turn {
  station: string;
  at: Date;
}

/** A scheduled change comes into force once nothing charges there any more (2.x G03.FR.05, 1.6 §5.2). */
export const endSchedules = (turns: Turn[], keeping: Keeping): Promise<void> =>
  comeIntoForce(
    turns,
    `not exists (select from transaction t where t.station_id = a.station_id and t.status = 'ACTIVE'
       and coalesce(t.evse_id, 0) in (0, coalesce(nullif(a.evse_id, 0), t.evse_id)))`,
    keeping,
  );

/** The connector that reports itself out of service is so (G03.FR.06). */
export const noteOutOfService = (turns: Turn[], keeping: Keeping): Promise<void> =>
  comeIntoForce(
    turns,
    `a.scheduled = 'INOPERATIVE' and exists (select from connector c where c.station_id = a.station_id)
     and not exists (select from connector c where c.station_id = a.station_id and c.evse_id > 0
       and c.evse_id = coalesce(nullif(a.evse_id, 0), c.evse_id)
       and c.connector_id = coalesce(nullif(a.connector_id, 0), c.connector_id) and c.status <> 'Unavailable')`,
    keeping,
  );

async function comeIntoForce(turns: Turn[], condition: string, keeping: Keeping): Promise<void> {
  if (turns.length === 0) return;
  const { rows: changed } = await keeping.tx.query<Changed>({
    name: `availability in force ${condition.length}`,
    text: `update availability a set operational = a.scheduled, scheduled = null, changed_at = told.at
           from unnest($1::text[], $2::timestamptz[]) as told (station_id, at)
           where a.station_id = told.station_id and a.scheduled is not null and ${condition}
           ${returned}, a.changed_at as at`,
    values: columns(turns, ['station', 'at']),
  });
  tell(changed, keeping);
}

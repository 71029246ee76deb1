import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach } from '../insertion.js';
import { findHomes } from '../transactions/open-transactions.js';
import type { Needs } from './ev-schedule.js';
import { orderSchedules } from './ev-schedule-orders.js';
import { situationsOf } from './situation.js';

export interface ChargingNeeds {
  evseId: number;
  energyTransfer: string;
  energyWh: number | null;
  departureAt: Date | null;
  maxScheduleTuples: number | null;
  /** All that the vehicle said, as sent. */
  needs: Needs;
  at: Date;
}

/** What a station is told: a schedule follows at once, or once the transaction is told that it is for (K15.FR.03). */
export type NeedsVerdict = 'Accepted' | 'Processing';

interface Row extends ChargingNeeds {
  stationId: string;
  transactionRef: string | null;
  status: NeedsVerdict;
}

const write = insertion<Row>(
  {
    table: 'ev_charging_needs',
    columns: {
      stationId: 'text',
      evseId: 'integer',
      transactionRef: 'bigint',
      energyTransfer: 'text',
      energyWh: 'numeric',
      departureAt: 'timestamptz',
      maxScheduleTuples: 'integer',
      needs: 'jsonb',
      status: 'text',
      at: 'timestamptz',
    },
  },
  `on conflict (station_id, evse_id, coalesce(transaction_ref, 0), md5(needs::text)) do update
   set at = excluded.at, status = excluded.status`,
);

/** Keeps what vehicles need, with the transaction it is for, and orders a schedule for it. */
export async function keepChargingNeeds(
  told: Told<ChargingNeeds>[],
  keeping: Keeping,
): Promise<NeedsVerdict[]> {
  const homes = await findHomes(
    keeping.tx,
    told.map(({ station, fact: { evseId, at } }) => ({
      station,
      evseId,
      transactionId: null,
      at: at.getTime(),
    })),
  );
  const rows = told.map(({ station, fact }, i): Row => {
    const transactionRef = homes[i] ?? null;
    return {
      ...fact,
      stationId: station,
      transactionRef,
      status: transactionRef ? 'Accepted' : 'Processing',
    };
  });
  const key = ({ stationId, evseId, transactionRef, needs }: Row) => [
    stationId,
    evseId,
    transactionRef,
    needs,
  ];
  for (const row of await write(keeping.tx, lastOfEach(rows, key))) if (row.isNew) tell(row, keeping);
  await scheduleFor(
    told.map(({ station, messageId, fact }, i) => ({
      ...fact,
      station,
      transactionRef: homes[i] ?? null,
      question: `${messageId} ${JSON.stringify(fact.needs)}`,
    })),
    keeping,
  );
  return rows.map(({ status }) => status);
}

function tell({ stationId, at, transactionRef, ...row }: Row, { emit }: Keeping): void {
  const { evseId, energyTransfer, energyWh, departureAt, needs, status } = row;
  emit({
    station: stationId,
    type: 'EVChargingNeedsReported',
    at,
    data: {
      evseId,
      transaction: transactionRef,
      energyTransfer,
      energyWh,
      departureAt: departureAt?.toISOString() ?? null,
      needs,
      status,
    },
  });
}

/** A vehicle, and the transaction in which it charges. */
export interface Vehicle {
  station: string;
  evseId: number;
  transactionRef: string | null;
  needs: Needs;
  maxScheduleTuples: number | null;
  question: string;
}

interface Running {
  id: string;
  transactionId: string;
  startedAt: Date;
  priority: boolean;
  version: 'ocpp2.0.1' | 'ocpp2.1';
}

/** Orders schedules for vehicles whose transaction is known and goes on. */
export async function scheduleFor(vehicles: Vehicle[], keeping: Keeping): Promise<void> {
  const refs = vehicles.flatMap(({ transactionRef }) => transactionRef ?? []);
  if (refs.length === 0) return;
  const { rows: running } = await keeping.tx.query<Running>({
    name: 'transactions of vehicles',
    text: `select t.id, t.transaction_id as "transactionId", t.started_at as "startedAt",
             coalesce(t.priority_charging, false) as priority, s.ocpp_version as version
           from transaction t join charging_station s on s.id = t.station_id where t.id = any($1) and t.status = 'ACTIVE'`,
    values: [refs],
  });
  const wishes = vehicles.flatMap((vehicle) => {
    const found = running.find(({ id }) => id === vehicle.transactionRef);
    if (!found) return [];
    const { transactionId, priority, version } = found;
    return [
      { ...vehicle, version, transaction: { transactionId, startedAt: found.startedAt.getTime(), priority } },
    ];
  });
  const stations = [...new Set(wishes.map(({ station }) => station))];
  await orderSchedules(wishes, await situationsOf(keeping.tx, stations), keeping);
}

interface Begun {
  station: string;
  transaction: string;
  evseId: number | null;
}

/** A vehicle told its needs before its transaction was told: it gets its schedule now. */
export async function scheduleWaiting(begun: Begun[], keeping: Keeping): Promise<void> {
  const { rows } = await keeping.tx.query<Vehicle & { id: string }>({
    name: 'needs that waited for their transaction',
    text: `update ev_charging_needs k set transaction_ref = begun.ref
           from unnest($1::text[], $2::int[], $3::bigint[]) as begun (station_id, evse_id, ref)
           where (k.station_id, k.evse_id) = (begun.station_id, begun.evse_id) and k.status = 'Processing'
             and k.transaction_ref is null and k.at > now() - interval '10 minutes'
             and k.id = (select max(id) from ev_charging_needs l
                         where (l.station_id, l.evse_id) = (k.station_id, k.evse_id) and l.status = 'Processing')
           returning k.id, k.station_id as station, k.evse_id as "evseId", k.transaction_ref as "transactionRef", k.needs,
             k.max_schedule_tuples as "maxScheduleTuples"`,
    values: columns(begun, ['station', 'evseId', 'transaction']),
  });
  await scheduleFor(
    rows.map((row) => ({ ...row, question: `waited ${row.id}` })),
    keeping,
  );
}

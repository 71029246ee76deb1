import type { scheduleOf } from '../../ocpp/charging-profile.js';
import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';
import { findHomes } from '../transactions/open-transactions.js';
import { scheduleFor, type Vehicle } from './ev-charging-needs.js';
import { exceeds } from './ev-schedule.js';
import { situationsOf } from './situation.js';

export interface EvSchedule {
  evseId: number;
  timeBase: Date;
  /** As sent. */
  schedule: Parameters<typeof scheduleOf>[0];
  selectedScheduleId: string | null;
  powerToleranceAccepted: boolean | null;
}

/** Rejected where the vehicle means to take more than it may; it then gets another schedule (K17). */
export type PlanVerdict = 'Accepted' | 'Rejected';

interface Row extends EvSchedule {
  stationId: string;
  transactionRef: string | null;
  status: PlanVerdict;
  at: Date;
}

const add = insertion<Row>(
  {
    table: 'ev_charging_schedule',
    columns: {
      stationId: 'text',
      evseId: 'integer',
      transactionRef: 'bigint',
      timeBase: 'timestamptz',
      schedule: 'jsonb',
      selectedScheduleId: 'bigint',
      powerToleranceAccepted: 'boolean',
      status: 'text',
      at: 'timestamptz',
    },
  },
  'on conflict do nothing',
);

/** Keeps what vehicles plan, with the transaction it is for, and holds it against what they may. */
export async function keepEvSchedules(told: Told<EvSchedule>[], keeping: Keeping): Promise<PlanVerdict[]> {
  const homes = await findHomes(
    keeping.tx,
    told.map(({ station, receivedAt, fact: { evseId } }) => ({
      station,
      evseId,
      transactionId: null,
      at: receivedAt.getTime(),
    })),
  );
  const { verdicts, corrected } = await judge(told, homes, keeping);
  const rows = told.map(({ station, receivedAt, fact }, i) => ({
    ...fact,
    stationId: station,
    transactionRef: homes[i] ?? null,
    status: verdicts[i] as PlanVerdict,
    at: receivedAt,
  }));
  for (const { stationId, at, evseId, transactionRef, timeBase, schedule, status } of await add(
    keeping.tx,
    rows,
  ))
    keeping.emit({
      station: stationId,
      type: 'EVChargingScheduleReported',
      at,
      data: { evseId, transaction: transactionRef, timeBase: timeBase.toISOString(), schedule, status },
    });
  await scheduleFor(corrected, keeping);
  return verdicts;
}

interface Home {
  id: string;
  transactionId: string;
  startedAt: Date;
  priority: boolean;
  needs: Vehicle['needs'] | null;
  maxScheduleTuples: number | null;
}

/** Of each plan whether it keeps to what holds; and the vehicles that do not, with what they last said they need. */
async function judge(
  told: Told<EvSchedule>[],
  refs: (string | undefined)[],
  { tx }: Keeping,
): Promise<{ verdicts: PlanVerdict[]; corrected: Vehicle[] }> {
  const situations = await situationsOf(tx, [...new Set(told.map(({ station }) => station))]);
  const { rows: homes } = await tx.query<Home>({
    name: 'what vehicles need',
    text: `select t.id, t.transaction_id as "transactionId", t.started_at as "startedAt",
             coalesce(t.priority_charging, false) as priority, k.needs, k.max_schedule_tuples as "maxScheduleTuples"
           from transaction t left join lateral (
             select needs, max_schedule_tuples from ev_charging_needs where transaction_ref = t.id order by at desc limit 1
           ) k on true where t.id = any($1)`,
    values: [refs.filter((ref) => ref !== undefined)],
  });
  const corrected: Vehicle[] = [];
  const verdicts = told.map(({ station, messageId, fact }, i): PlanVerdict => {
    const home = homes.find(({ id }) => id === refs[i]);
    const situation = situations.get(station);
    if (!home || !situation) return 'Accepted';
    const { transactionId, priority, maxScheduleTuples, id } = home;
    const needs = home.needs ?? {};
    const transaction = { transactionId, startedAt: home.startedAt.getTime(), priority };
    const charging = { evseId: fact.evseId, transaction, needs, maxScheduleTuples };
    if (!exceeds(fact, charging, situation)) return 'Accepted';
    const question = `plan ${messageId} ${JSON.stringify(fact.schedule)}`;
    const { evseId } = fact;
    corrected.push({ station, evseId, transactionRef: id, needs, maxScheduleTuples, question });
    return 'Rejected';
  });
  return { verdicts, corrected };
}

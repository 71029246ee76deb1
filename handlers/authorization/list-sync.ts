import type { Pool, Transaction } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import { order } from '../commands/order.js';
import { type Due, plan, type Step } from './list-plan.js';
import { heldBy, listState, writeLists } from './local-lists.js';
import { wantedBy } from './wanted-tokens.js';

interface Around {
  pool: Pool;
  settings: Settings;
}

/** So many stations a round; the others follow in the next. */
const mostAtOnce = 50;
/** s; a station that goes away meanwhile is looked at anew when it is back. */
const patience = 120;

/** ms between looks at every station; in between only at those that have something to be done. */
const everyStationMs = 60_000;

/** Rounds of `syncLocalLists`; every station is looked at when anything changed that lists are made of, and now and then. */
export function openListSync(around: Around): () => Promise<NewEvent[]> {
  let seen = { revision: '', at: 0 };
  return async () => {
    const { rows } = await around.pool.query<{ revision: string }>(
      'select revision from local_list_revision',
    );
    const revision = rows[0]?.revision ?? '';
    const all = revision !== seen.revision || Date.now() - seen.at > everyStationMs;
    const { looked, events } = await syncLocalLists(around, all);
    if (all && looked < mostAtOnce) seen = { revision, at: Date.now() };
    return events;
  };
}

/**
 * Brings the local lists of stations up to date: each that may be out of date gets its next message, one at a time, and
 * once that is answered it comes up here again, until there is nothing left to say.
 */
async function syncLocalLists(
  { pool, settings }: Around,
  all: boolean,
): Promise<{ looked: number; events: NewEvent[] }> {
  const { result: looked, events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const due = await takeDue(tx, all);
    if (due.length === 0) return 0;
    const active = due.filter((each) => each.active).map(({ station }) => station);
    const [wanted, held] = [await wantedBy(tx, active), await heldBy(tx, active)];
    const steps = due.map((each) =>
      plan(each, { wanted: wanted.get(each.station) ?? [], held: held.get(each.station) ?? new Map() }),
    );
    for (const { failure } of steps) if (failure) emit(failure);
    await send(tx, emit, { steps, settings });
    return due.length;
  });
  return { looked, events };
}

async function send(
  tx: Transaction,
  emit: (event: NewEvent) => void,
  { steps, settings }: { steps: Step[]; settings: Settings },
): Promise<void> {
  const calling = steps.flatMap(({ list, ocpp, call }) => (call ? [{ list, ocpp, call }] : []));
  const ids = await order(
    { tx, emit, settings },
    calling.map(({ list, ocpp, call }) => ({
      ...call,
      station: list.station,
      version: ocpp,
      requestedBy: 'chargeql: local list',
      expiresInSeconds: patience,
    })),
  );
  for (const [index, { list }] of calling.entries()) list.commandId = ids[index] ?? null;
  await writeLists(
    tx,
    steps.map(({ list }) => list),
  );
}

/** Those out of date that are there and have no message under way, the longest waiting first, held. */
async function takeDue(tx: Transaction, all: boolean): Promise<Due[]> {
  const { rows } = await tx.query<Due>({
    name: all ? 'take local lists due' : 'take pending local lists',
    text: `with due as materialized (
             select ${listState}, s.ocpp_version as ocpp, r.revision, l.sync,
               coalesce(s.booted_at > l.version_at, false) as rebooted, c.state as "commandState",
               c.error_code as "errorCode", c.error_description as "errorDescription"
             from local_list l
             join charging_station s on s.id = l.station_id
             cross join local_list_revision r
             left join command c on c.id = l.command_id
             where l.next_attempt_at <= now() and s.online and s.registration_status = 'ACCEPTED'
               and s.ocpp_version is not null
               and ${all ? '(l.checked_revision is distinct from r.revision or s.booted_at > l.version_at)' : 'l.checked_revision is null'}
               and coalesce(c.state, 'ANSWERED') not in ('QUEUED', 'SENT')
             order by l.next_attempt_at, l.station_id limit $1 for update of l skip locked
           )
           select d.*, m.items_per_message as "itemsPerMessage", m.bytes_per_message as "bytesPerMessage",
             m.most_entries as "mostEntries",
             case d.sync when 'ON' then true when 'OFF' then false
               else coalesce(d.supported and m.supported is not false, m.supported, false) end as active
           from due d left join lateral (select * from local_list_limit where station_id = d.station) m on true`,
    values: [mostAtOnce],
  });
  return rows;
}

import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { lastOfEach } from '../insertion.js';
import { keepOrphans } from './orphans.js';

export interface PriorityCharging {
  transactionId: string;
  activated: boolean;
}

interface Found extends PriorityCharging {
  id: string;
  station: string;
  changed: boolean;
}

const note = `
  with told as (
    select * from unnest($1::text[], $2::text[], $3::boolean[]) as told (station_id, transaction_id, activated)
  ), found as materialized (
    select id, station_id, transaction_id, activated, priority_charging is distinct from activated as changed
    from transaction join told using (station_id, transaction_id)
    order by id for no key update of transaction
  ), changed as (
    update transaction set priority_charging = found.activated, updated_at = now()
    from found where transaction.id = found.id and found.changed
  )
  select id, station_id as station, transaction_id as "transactionId", activated, changed from found`;

/** Notes which transactions charge with priority; a word on one that nobody knows is left for a person. */
export async function keepPriorityCharging(
  told: Told<PriorityCharging>[],
  keeping: Keeping,
): Promise<null[]> {
  const latest = lastOfEach(told, ({ station, fact }) => [station, fact.transactionId]);
  const asked = latest.map(({ station, fact }) => ({ ...fact, station }));
  const { rows } = await keeping.tx.query<Found>({
    name: 'note priority charging',
    text: note,
    values: columns(asked, ['station', 'transactionId', 'activated']),
  });
  for (const { station, fact, receivedAt } of latest) {
    const { transactionId, activated } = fact;
    const found = rows.find((row) => row.station === station && row.transactionId === transactionId);
    if (found?.changed)
      keeping.emit({
        station,
        type: 'PriorityChargingChanged',
        at: receivedAt,
        data: { transaction: found.id, activated },
      });
    if (!found)
      await keepOrphans(
        [
          {
            station,
            action: 'NotifyPriorityCharging',
            orphanKey: `NotifyPriorityCharging|${transactionId}|${activated}`,
            reason: `priority for transaction ${transactionId}, which is not this station's`,
            payload: fact,
            receivedAt,
          },
        ],
        keeping,
      );
  }
  return told.map(() => null);
}

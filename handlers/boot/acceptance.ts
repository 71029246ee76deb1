import type { OcppVersion } from '../../ocpp/versions.js';
import type { Pool, Transaction } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import { type Order, order } from '../commands/order.js';

/**
 * Brings pending stations on: accepts those that may be accepted by themselves and are ready, and has all that were
 * accepted, by whomever, boot again at once (B02, TC_B_31): else they would wait for their interval.
 */
export async function bringOn(pool: Pool, settings: Settings): Promise<NewEvent[]> {
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    await acceptReady(tx, settings);
    await order({ tx, emit, settings }, await bootsToAskFor(tx));
  });
  return events;
}

/** Ready: all its variables are known, and each value desired of it is set, or refused by the station itself. */
async function acceptReady(tx: Transaction, { ASK_INVENTORY }: Settings): Promise<void> {
  await tx.query({
    name: 'accept ready stations',
    text: `update charging_station s set registration_status = 'ACCEPTED', updated_at = now()
           from (
             select s.id from charging_station s
             where s.registration_status = 'PENDING' and s.told_status = 'PENDING' and s.acceptance = 'AUTOMATIC' and s.online
               and (not $1 or exists (select from inventory i where i.station_id = s.id and i.state <> 'ASKED'
                 and i.firmware_version is not distinct from s.firmware_version))
               and not exists (select from configuration_due d where d.station_id = s.id)
               and not exists (select from drift d where d.station_id = s.id and d.mode = 'ENFORCE'
                 and d.state in ('DRIFTED', 'UNKNOWN'))
             order by s.id for no key update of s skip locked
           ) ready
           where s.id = ready.id`,
    values: [ASK_INVENTORY],
  });
}

interface Waiting {
  station: string;
  version: OcppVersion;
  key: string;
}

/** Accepted since they were told to wait. One trigger for each time they were told so. */
async function bootsToAskFor(tx: Transaction): Promise<Order[]> {
  const { rows } = await tx.query<Waiting>({
    name: 'boots to ask for',
    text: `select * from (
             select id as station, ocpp_version as version,
               'boot again ' || id || ' ' || connection_epoch || ' ' || extract(epoch from booted_at) as key
             from charging_station
             where told_status = 'PENDING' and registration_status = 'ACCEPTED' and online
           ) w
           where not exists (select from command c where c.idempotency_key = w.key)`,
  });
  return rows.map(({ station, version, key }) => ({
    ...{ station, version, action: 'TriggerMessage', payload: { requestedMessage: 'BootNotification' } },
    requestedBy: 'chargeql: acceptance',
    expiresInSeconds: 60,
    idempotencyKey: key,
  }));
}

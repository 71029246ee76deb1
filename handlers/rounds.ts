import { inTransactionWithEvents } from '../platform/events/outbox.js';
import { log, reason } from '../platform/log.js';
import { clearStaleCaches } from './authorization/cached-authorizations.js';
import { openListSync } from './authorization/list-sync.js';
import type { Around } from './batch.js';
import { bringOn } from './boot/acceptance.js';
import { askForMissing } from './boot/missing.js';
import { driveCampaigns } from './campaigns/round.js';
import { endOverdue, forgetSecrets } from './commands/queue.js';
import { forgetFailures } from './connections/lockout.js';
import { buryGateways, gatewayLeaseSeconds, noteSeen } from './connections/presence.js';
import { dropOldInformation } from './customer-information/customer-information.js';
import { tendConfiguration } from './device-model/enforcement.js';
import { expireReservations } from './reservations/reservation-changes.js';
import { retryDeliveries } from './security/deliveries.js';
import { renewExpiring } from './security/issued-certificates.js';
import { renewLists } from './security/revocation-lists.js';

/** What nobody asks for but time: each job on its own beat, never twice at once, never silent when it fails. */
export function startRounds(around: Around): { stop(): Promise<void> } {
  const { pool, broker, settings, seen, sender } = around;
  let awaySince = Date.now();
  const campaigns = driveCampaigns(around);
  sender.alsoTell(campaigns.hear);
  const syncLists = openListSync(around);
  const jobs = [
    every(1, 'send queued commands', () => sender.send()),
    every(2, 'end overdue commands', async () => sender.announce(await endOverdue(around))),
    every(2, 'clear stale caches', async () => sender.announce(await clearStaleCaches(around))),
    every(1, 'bring pending stations on', async () => sender.announce(await bringOn(pool, settings))),
    every(1, 'ask for what is missing', async () => sender.announce(await askForMissing(pool, settings))),
    every(1, 'tend configurations', async () => sender.announce(await tendConfiguration(pool, settings))),
    every(1, 'drive campaigns', () => campaigns.round()),
    every(2, 'bring local lists up to date', async () => sender.announce(await syncLists())),
    every(5, 'expire reservations', async () => {
      const { events } = await inTransactionWithEvents(pool, expireReservations);
      sender.announce(events);
    }),
    every(5, 'note who was seen', () => writeSeen(around)),
    every(2, 'bury dead gateways', async () => {
      // Without the broker no beat arrives: silence then says nothing about gateways.
      if (!broker.connected) awaySince = Date.now();
      if (Date.now() - awaySince < gatewayLeaseSeconds * 1500) return;
      const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
        for (const event of await buryGateways(tx)) emit(event);
      });
      sender.announce(events);
    }),
    every(5, 'deliver certificates', async () => sender.announce(await retryDeliveries(pool, settings))),
    every(3, 'renew revocation lists', () => renewLists(pool, settings)),
    every(600, 'renew certificates', async () => sender.announce(await renewExpiring(pool, settings))),
    every(600, 'forget secrets', async () => {
      await forgetSecrets(pool);
      await forgetFailures(pool);
    }),
    every(3600, 'tend partitions', async () => {
      await pool.query('select tend_partitions($1, $2)', [settings.TRACE_DAYS, settings.METER_MONTHS]);
      await pool.query('select drop_old_events($1)', [settings.EVENT_DAYS]);
      await dropOldInformation(pool, settings.CUSTOMER_DAYS);
      await pool.query('select drop_old_device_events($1)', [settings.EVENT_DAYS]);
      await pool.query('select drop_old_requests($1)', [settings.EVENT_DAYS]);
      await pool.query('select drop_old_data_transfers($1)', [settings.EVENT_DAYS]);
      await pool.query('select drop_old_campaigns($1)', [settings.EVENT_DAYS]);
      await pool.query('delete from audit where at < now() - make_interval(days => $1)', [
        settings.AUDIT_DAYS,
      ]);
    }),
    every(600, 'drop old uploads', () =>
      pool.query('select drop_old_uploads($1, $2)', [settings.UPLOAD_DAYS, settings.UPLOAD_TOTAL_BYTES]),
    ),
  ];
  return {
    async stop() {
      await campaigns.stop();
      for (const job of jobs) await job.stop();
      if (seen.size > 0) await writeSeen(around).catch(() => undefined);
    },
  };
}

async function writeSeen({ pool, seen }: Around): Promise<void> {
  const now = new Map(seen);
  seen.clear();
  await noteSeen(pool, now);
}

function every(seconds: number, name: string, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const turn = () => {
    running ??= work()
      .catch((error) => log.warn({ job: name, reason: reason(error) }, 'a round failed, it comes again'))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(turn, seconds * 1000);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

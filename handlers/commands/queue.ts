import { sendableWhilePending } from '../../ocpp/registration.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { type Broker, gatewayInbox } from '../../platform/broker/broker.js';
import type { Dispatch, Downstream } from '../../platform/broker/messages.js';
import type { Pool } from '../../platform/database/pool.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { unseal } from '../../platform/secrets.js';
import type { Settings } from '../../platform/settings.js';
import { inTransactionWithConsequences } from '../consequences.js';
import { commandUpdated } from './outcomes.js';

/** A station that reconnects without booting is given this long before commands that waited go out to it. */
export const settleSeconds = 5;
/** What a gateway gets beyond the station's own time before we give up on hearing from it. */
const graceSeconds = 15;

interface Due {
  id: string;
  station_id: string;
  gateway_id: string;
  ocpp_version: OcppVersion;
  action: string;
  payload: Record<string, unknown>;
  timeout_ms: number;
  /** The payload, where its record must not show it. */
  sealed: string | null;
}

/** Taken at once. */
const mostAtOnce = 200;

/**
 * Sends commands that waited for their station. Several processes may do so at once.
 *
 * @returns whether there may be more of them
 */
export async function sendQueued(
  pool: Pool,
  broker: Broker,
  { SECRET }: Pick<Settings, 'SECRET'>,
): Promise<boolean> {
  const { rows } = await pool.query<Due>({
    name: 'take queued commands',
    text: `update command c set state = 'SENT', sent_at = now()
           from (
             select c.id, s.gateway_id from command c join charging_station s on s.id = c.station_id
             where c.state = 'QUEUED' and (c.expires_at is null or c.expires_at > now())
               and s.online and s.ocpp_version = c.ocpp_version
               -- One that is pending is asked only what it may be, the rest waits for its acceptance.
               and (s.standing = 'ACCEPTED' or (s.standing = 'PENDING' and (c.ocpp_version, c.action) in (select * from unnest($2::text[], $3::text[]))))
               and (s.booted_at >= s.connected_at or s.connected_at < now() - make_interval(secs => $1))
             order by c.created_at limit $4 for update of c skip locked
           ) due
           where c.id = due.id
           returning c.id, c.station_id, due.gateway_id, c.ocpp_version, c.action, c.payload, c.timeout_ms,
             (select sealed from command_secret x where x.command_id = c.id)`,
    values: [settleSeconds, ...sendableWhilePending, mostAtOnce],
  });
  let more = rows.length === mostAtOnce;
  for (const [gateway, due] of Map.groupBy(rows, ({ gateway_id }) => gateway_id)) {
    const message: Downstream = { commands: due.map((each) => dispatchOf(each, SECRET)) };
    const delivered = await broker.deliver(gatewayInbox(gateway), JSON.stringify(message)).catch(() => false);
    if (delivered) continue;
    more = false;
    await putBack(pool, due);
  }
  return more;
}

const dispatchOf = (due: Due, secret: string | undefined): Dispatch => ({
  command: due.id,
  station: due.station_id,
  version: due.ocpp_version,
  action: due.action,
  payload: due.sealed === null ? due.payload : JSON.parse(unseal(due.sealed, secret ?? '', 'commands')),
  timeoutMs: due.timeout_ms,
});

async function putBack(pool: Pool, due: Due[]): Promise<void> {
  await pool.query(
    `update command set state = 'QUEUED', sent_at = null where id = any($1) and state = 'SENT'`,
    [due.map(({ id }) => id)],
  );
}

/** Ends commands whose time has passed: queued ones expire; sent ones whose gateway died with them time out. */
export async function endOverdue(within: { pool: Pool; settings: Settings }): Promise<NewEvent[]> {
  const { events } = await inTransactionWithConsequences(within, async ({ tx, emit }) => {
    const { rows } = await tx.query({
      name: 'end overdue commands',
      text: `update command c set state = case c.state when 'QUEUED' then 'EXPIRED' else 'TIMED_OUT' end
             from (
               select id from command
               where (state = 'QUEUED' and expires_at <= now())
                  or (state = 'SENT' and coalesce(sent_at, created_at) < now() - make_interval(secs => timeout_ms / 1000.0 + $1))
               limit 500 for update skip locked
             ) due
             where c.id = due.id
             returning c.id, c.station_id, c.action, c.state, c.answer, c.error_code, c.error_description, c.late`,
      values: [graceSeconds],
    });
    for (const row of rows) emit(commandUpdated(row));
  });
  return events;
}

/** What commands held that their records must not show goes with them: of those without an answer, after a month. */
export async function forgetSecrets(pool: Pool): Promise<void> {
  await pool.query({
    name: 'forget secrets of commands',
    text: `delete from command_secret x using command c where c.id = x.command_id
           and (c.state in ('ANSWERED', 'CALL_ERROR', 'OFFLINE', 'EXPIRED') or x.created_at < now() - interval '30 days')`,
  });
}

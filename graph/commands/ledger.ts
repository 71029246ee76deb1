import { mayBeSent, type RegistrationStatus } from '../../ocpp/registration.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { inTransaction, type Pool, type Transaction } from '../../platform/database/pool.js';
import { record } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Shielded } from '../../platform/secrets.js';
import { asRow } from '../connections/noun.js';
import { failure } from '../server/errors.js';
import { Command, commandNoun } from './command.js';

/** Calls that are to be made together, in their order. */
export interface Asked {
  stationId: string;
  version: OcppVersion;
  action: string;
  /** `payload` goes to the station; `shown` is what its record keeps of it. */
  calls: ({ id: string; payload: object } & Shielded)[];
  /** Null: a command of an offline station ends at once. */
  expiresAt: Date | null;
  idempotencyKey: string | null;
  requestedBy: string;
  remoteStartId: string | null;
  timeoutMs: number;
  /** Where the payload holds what is drawn anew each time (`log.remoteLocation`): that makes it no other command. */
  drawn?: readonly string[] | undefined;
  /** What is written together with the commands. */
  beside?: ((tx: Transaction, commands: Command[]) => Promise<unknown>) | undefined;
}

export interface Entered {
  commands: Command[];
  /** Where to send them; null when they are not to be sent: the station is offline, or they were asked before. */
  gatewayId: string | null;
  events: NewEvent[];
}

const updated = (command: Command): NewEvent => ({
  station: command.stationId,
  type: 'CommandUpdated',
  at: new Date(),
  data: {
    commandId: command.id,
    action: command.action,
    state: command.state,
    answer: command.answer,
    errorCode: command.errorCode,
    errorDescription: command.errorDescription,
    late: command.late,
  },
});

/** One key a call: the caller's own for the first, and by number for those that follow. */
const keyOf = (key: string, index: number): string => (index === 0 ? key : `${key}\u001f${index}`);

/**
 * Enters the commands as SENT, QUEUED or OFFLINE, whatever the station is at this moment: its row is held, so that a
 * station that comes back meanwhile finds what was queued. With a key that was used before, gives what it led to.
 */
export async function enter(pool: Pool, asked: Asked): Promise<Entered> {
  return inTransaction(pool, async (tx) => {
    const may = await mayBeSentNow(tx, asked);
    const { rows } = await tx.query(
      `with station as (
         select id, online and $11 as online, gateway_id from charging_station where id = $1 and ocpp_version = $2 for share)
       insert into command as d (id, station_id, action, ocpp_version, payload, state, idempotency_key, requested_by,
         remote_start_id, timeout_ms, expires_at, created_at, sent_at)
       select c.id, s.id, $3, $2, c.payload,
         case when s.online then 'SENT' when $4::timestamptz is not null then 'QUEUED' else 'OFFLINE' end, c.key, $5, $6,
         $7, $4, now() + c.n * interval '1 microsecond', case when s.online then clock_timestamp() end
       from station s, unnest($8::uuid[], $9::jsonb[], $10::text[]) with ordinality as c (id, payload, key, n)
       on conflict (idempotency_key) where idempotency_key is not null do nothing
       returning ${commandNoun.columns}, (select gateway_id from station) as gateway`,
      [
        asked.stationId,
        asked.version,
        asked.action,
        asked.expiresAt,
        asked.requestedBy,
        asked.remoteStartId,
        asked.timeoutMs,
        asked.calls.map(({ id }) => id),
        asked.calls.map(({ shown }) => JSON.stringify(shown)),
        asked.calls.map((_, index) => asked.idempotencyKey && keyOf(asked.idempotencyKey, index)),
        may,
      ],
    );
    if (rows.length < asked.calls.length)
      return { commands: await askedBefore(tx, asked, rows.length), gatewayId: null, events: [] };
    const commands = rows.map(({ gateway: _, ...raw }) => asRow(commandNoun, raw));
    await keepSecrets(tx, asked);
    await asked.beside?.(tx, commands);
    const events = commands.map(updated);
    await record(tx, events);
    return { commands, gatewayId: commands[0]?.state === 'SENT' ? rows[0].gateway : null, events };
  });
}

/**
 * Whether a station takes such a command now. One that is not accepted is asked little or nothing (2.x B02, B03; 1.6
 * §4.2): what may wait for its acceptance waits.
 *
 * @throws NOT_ACCEPTED where the caller would not wait
 */
async function mayBeSentNow(
  tx: Transaction,
  { stationId, version, action, expiresAt }: Asked,
): Promise<boolean> {
  const { rows } = await tx.query<{ standing: RegistrationStatus }>(
    'select standing from charging_station where id = $1 for share',
    [stationId],
  );
  const standing = rows[0]?.standing ?? 'ACCEPTED';
  if (mayBeSent(version, action, standing)) return true;
  if (expiresAt !== null) return false;
  throw failure(
    'NOT_ACCEPTED',
    `station ${stationId} is ${standing}: ${action} may not be sent to it before it is accepted and has booted; with whenOffline: QUEUE it waits for that`,
  );
}

/** What commands hold that their records must not show. */
async function keepSecrets(tx: Transaction, { stationId, calls }: Asked): Promise<void> {
  const secrets = calls.flatMap(({ id, secret }) => (secret ? [{ id, ...secret }] : []));
  if (secrets.length === 0) return;
  await tx.query(
    `insert into command_secret (command_id, station_id, sealed, password_hash)
     select c.id, $1, c.sealed, c.hash from unnest($2::uuid[], $3::text[], $4::text[]) as c (id, sealed, hash)`,
    [
      stationId,
      secrets.map(({ id }) => id),
      secrets.map(({ sealed }) => sealed),
      secrets.map(({ passwordHash }) => passwordHash),
    ],
  );
}

/** What this key led to before; CONFLICT when it was something else. */
async function askedBefore(tx: Transaction, asked: Asked, inserted: number): Promise<Command[]> {
  const { idempotencyKey: key, calls } = asked;
  if (key === null) throw failure('CONFLICT', 'the station just changed; try again');
  // One more than asked for, to notice that it was more before.
  const keys = [...calls, undefined].map((_, index) => keyOf(key, index));
  const { rows } = await tx.query(
    `select ${commandNoun.columns} from ${commandNoun.from} where d.idempotency_key = any($1) order by d.created_at`,
    [keys],
  );
  const before = rows.map((raw) => asRow(commandNoun, raw));
  const same =
    inserted === 0 &&
    before.length === calls.length &&
    before.every((command, index) => isSame(command, asked, index));
  if (!same) throw failure('CONFLICT', 'this idempotencyKey was used for another command');
  return before;
}

function isSame(
  command: Command,
  { stationId, action, calls, remoteStartId, drawn = [] }: Asked,
  index: number,
): boolean {
  const paths = remoteStartId === null ? drawn : ['remoteStartId', ...drawn];
  const payload = without(command.payload, paths);
  const wanted = without(calls[index]?.shown ?? {}, paths);
  return command.stationId === stationId && command.action === action && sorted(payload) === sorted(wanted);
}

function without(payload: object, paths: readonly string[]): object {
  const rest = structuredClone(payload);
  for (const path of paths) {
    const fields = path.split('.');
    const last = fields.pop() as string;
    const place = fields.reduce<Record<string, unknown> | undefined>(
      (inner, field) => inner?.[field] as Record<string, unknown> | undefined,
      rest as Record<string, unknown>,
    );
    if (place) delete place[last];
  }
  return rest;
}

/** Postgres keeps the fields of JSON in an order of its own. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** The gateway was not there: what was to be sent waits for the station, or ends as OFFLINE. */
export const takeBack = (pool: Pool, ids: string[], why: string): Promise<Entered> =>
  change(
    pool,
    `set state = case when expires_at is null then 'OFFLINE' else 'QUEUED' end, sent_at = null,
       error_description = case when expires_at is null then $2 end
     where id = any($1) and state = 'SENT'`,
    [ids, why],
  );

/** Ends a command that waits for its station. */
export const cancel = (pool: Pool, id: string): Promise<Entered> => cancelAll(pool, [id]);

/** Ends those that wait for their station. */
export const cancelAll = (pool: Pool, ids: string[]): Promise<Entered> =>
  change(
    pool,
    `set state = 'EXPIRED', error_description = 'cancelled' where id = any($1) and state = 'QUEUED'`,
    [ids],
  );

async function change(pool: Pool, how: string, values: unknown[]): Promise<Entered> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query(`update command as d ${how} returning ${commandNoun.columns}`, values);
    const commands = rows.map((raw) => asRow(commandNoun, raw));
    const events = commands.map(updated);
    await record(tx, events);
    return { commands, gatewayId: null, events };
  });
}

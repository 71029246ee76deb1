import { randomUUID } from 'node:crypto';
import { describe, violationError, violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { gatewayInbox } from '../../platform/broker/broker.js';
import type { Downstream } from '../../platform/broker/messages.js';
import { announce } from '../../platform/events/outbox.js';
import { log, reason } from '../../platform/log.js';
import { type Shielded, shield } from '../../platform/secrets.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import type { Command } from './command.js';
import { type Dialects, rowOf } from './dialects.js';
import { type Asked, enter, takeBack } from './ledger.js';
import { type CommandOptions, expiryOf } from './options.js';

/** A wish to one station, in our words. */
export interface Ask<Wish, Answer> {
  stationId: string;
  dialects: Dialects<Wish, Answer>;
  wish: Wish;
  options: CommandOptions;
  remoteStartId?: string;
  drawn?: Asked['drawn'];
  beside?: Asked['beside'];
  keepPassword?: KeepPassword;
}

/** How it went: the calls as they stand, and once all are answered, what the station said, in our words. */
export interface Outcome<Answer> {
  commands: Command[];
  answer: Answer | null;
}

/** Puts a wish to a station and waits for the station's own answer. */
export async function ask<Wish, Answer>(
  context: Context,
  { dialects, wish, ...asked }: Ask<Wish, Answer>,
): Promise<Outcome<Answer>> {
  const version = await versionOf(context, asked.stationId);
  const row = rowOf(dialects, version);
  const commands = await call(context, {
    ...{ ...asked, version, action: row.action },
    payloads: row.calls(wish),
  });
  const results = commands.flatMap(({ state, answer }) =>
    state === 'ANSWERED' && typeof answer === 'object' && answer !== null ? [answer] : [],
  );
  return { commands, answer: results.length === commands.length ? row.answer(results, wish) : null };
}

/** Calls of one action in the words of the station's version, to be made together and in their order. */
export interface Calls {
  stationId: string;
  version: OcppVersion;
  action: string;
  payloads: object[];
  options: CommandOptions;
  remoteStartId?: string | undefined;
  drawn?: Asked['drawn'];
  beside?: Asked['beside'];
  keepPassword?: KeepPassword | undefined;
}

/** What is kept of the password that a call sets. */
type KeepPassword = Parameters<typeof shield>[2];

/** Makes the calls and waits for their answers, as long as the options say. */
export async function call(
  context: Context,
  { stationId, version, action, payloads, options, remoteStartId, drawn, beside, keepPassword }: Calls,
): Promise<Command[]> {
  for (const payload of payloads) check(version, action, payload);
  const expiresAt = expiryOf(options);
  const { SECRET } = context.settings;
  const shielded = await Promise.all(payloads.map((payload) => shield(payload, SECRET, keepPassword)));
  if (expiresAt && shielded.some(({ secret }) => secret && secret.sealed === null))
    throw failure(
      'UNSUPPORTED',
      'a password can wait for its station only where SECRET is set, to seal it with',
    );
  const entered = await send(context, {
    stationId,
    version,
    action,
    calls: payloads.map((payload, i) => ({ id: randomUUID(), payload, ...(shielded[i] as Shielded) })),
    expiresAt,
    idempotencyKey: options.idempotencyKey ?? null,
    requestedBy: context.identity.name,
    remoteStartId: remoteStartId ?? null,
    timeoutMs: context.settings.CALL_TIMEOUT * 1000,
    drawn,
    beside,
  });
  return settled(context, entered, options.waitMs);
}

/** The version that a station speaks. */
export async function versionOf({ pool }: Context, stationId: string): Promise<OcppVersion> {
  const { rows } = await pool.query<{ ocpp_version: OcppVersion | null }>(
    'select ocpp_version from charging_station where id = $1',
    [stationId],
  );
  if (!rows[0]) throw failure('NOT_FOUND', `there is no station ${stationId}`);
  if (!rows[0].ocpp_version)
    throw failure(
      'UNSUPPORTED',
      `station ${stationId} has never connected: its OCPP version is not known yet`,
    );
  return rows[0].ocpp_version;
}

/** What leaves this house fits the official schema; what the caller gave beyond it is told in the caller's terms. */
export function check(version: OcppVersion, action: string, payload: object): void {
  const findings = violations(version, action, 'Request', payload).map(describe);
  if (findings.length > 0)
    throw failure('BAD_USER_INPUT', violationError(action, findings).message, { findings });
}

/** Enters the commands and hands them to the gateway that holds the station's socket. */
async function send({ pool, broker }: Context, asked: Asked): Promise<Command[]> {
  const { commands, gatewayId, events } = await enter(pool, asked);
  announce(broker, events);
  if (gatewayId === null) return commands;
  const downstream: Downstream = {
    commands: asked.calls.map(({ id, payload }) => ({
      command: id,
      station: asked.stationId,
      version: asked.version,
      action: asked.action,
      payload: payload as Record<string, unknown>,
      timeoutMs: asked.timeoutMs,
    })),
  };
  const certainlyNot = !broker.connected;
  const delivered = await broker
    .deliver(gatewayInbox(gatewayId), JSON.stringify(downstream))
    .catch((error) => {
      log.warn({ reason: reason(error) }, 'a command may not have reached its gateway');
      // It may have: then its outcome comes, else it times out.
      return !certainlyNot;
    });
  if (delivered) return commands;
  const why = certainlyNot ? 'the message broker is away' : 'the gateway of the station is gone';
  const back = await takeBack(
    pool,
    commands.map(({ id }) => id),
    why,
  );
  announce(broker, back.events);
  return back.commands.length === commands.length ? back.commands : commands;
}

/** The commands once none is under way, or as they stand when the time is over. */
async function settled(
  { waits, commands: reader }: Context,
  asked: Command[],
  waitMs: number,
): Promise<Command[]> {
  const isOut = ({ state }: Command) => state === 'SENT';
  if (!asked.some(isOut)) return asked;
  const ids = asked.map(({ id }) => id);
  let latest = asked;
  await waits.until(async () => {
    const read = await reader.loadMany(ids);
    latest = read.map((each, index) => (each instanceof Error ? (asked[index] as Command) : each));
    return latest.some(isOut) ? undefined : latest;
  }, waitMs);
  return latest;
}

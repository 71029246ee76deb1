import { RpcError } from '../ocpp/errors.js';
import { readHead, unreadableId, writeError, writeResult } from '../ocpp/frames.js';
import { violationError, violations } from '../ocpp/validation.js';
import type { InboundCall } from '../platform/broker/messages.js';
import { isOutage } from '../platform/database/outage.js';
import type { Pool } from '../platform/database/pool.js';
import type { NewEvent } from '../platform/events/station-event.js';
import { log, reason } from '../platform/log.js';
import type { Settings } from '../platform/settings.js';
import { type Action, type Consulted, type Keeping, row, type Told } from './action.js';
import type { Standing, Standings } from './connections/standing.js';
import { inTransactionWithConsequences } from './consequences.js';
import type { Arrived } from './intake.js';
import { check, type Frame, handlerOf, parseFrame } from './reading.js';

/** A call on its way: read, perhaps refused, at last answered. */
export interface Work {
  call: Arrived<InboundCall>;
  frame: Frame;
  handler?: Action;
  told?: Consulted<unknown, unknown>;
  /** The frame that answers; undefined while there is none, and for what nothing answers. */
  answer?: string;
  errorCode?: string;
  /** From a connection that a newer one replaced: not answered. */
  fenced?: boolean;
}

interface Around {
  pool: Pool;
  settings: Settings;
  actions: Map<string, Action>;
  standings: Standings;
  consultations: { take(work: Work): boolean };
}

/**
 * Answers a batch of calls. What they say is committed before any of them is answered; a call that fails the batch
 * harms only itself.
 *
 * @returns each call with its answer, and the events that are now true; without those about which somebody outside is
 *   being asked: they are answered later
 */
export async function handleCalls(
  calls: Arrived<InboundCall>[],
  around: Around,
): Promise<{ works: Work[]; events: NewEvent[] }> {
  const works = calls.map(
    (call): Work => ({ call, frame: { action: '', messageId: '', payload: null, findings: [] } }),
  );
  const known = await around.standings.of(around.pool, newestEpochs(calls));
  for (const work of works) attempt(work, () => read(work, known.get(work.call.station), around.actions));
  const here = works.filter((work) => !around.consultations.take(work));
  const events = await keepAll(
    here.filter(({ told }) => told !== undefined),
    around,
  );
  return { works: here, events };
}

/** A station's connections may overlap in one batch. */
function newestEpochs(calls: InboundCall[]): Map<string, string> {
  const epochs = new Map<string, string>();
  for (const { station, epoch } of calls) {
    const before = epochs.get(station);
    if (before === undefined || BigInt(before) < BigInt(epoch)) epochs.set(station, epoch);
  }
  return epochs;
}

/** Gates, then form, then schema, then the dialect. Leaves `told`, or an error for an answer. */
function read(work: Work, standing: Standing | undefined, actions: Map<string, Action>): void {
  const { call } = work;
  work.frame = parseFrame(call.frame);
  const { frame } = work;
  if (!standing) throw new RpcError('SecurityError', 'this station was removed');
  if (BigInt(call.epoch) < BigInt(standing.epoch)) {
    work.fenced = true;
    return;
  }
  if (!mayBeHeard(frame.action, standing))
    throw new RpcError('SecurityError', 'the station is not accepted yet; only BootNotification may be sent');
  work.handler = handlerOf(actions, frame.action, call.version);
  const receivedAt = new Date(call.at);
  check(frame, call.version, { strict: standing.strict, receivedAt });
  const about = { station: call.station, version: call.version, messageId: frame.messageId, receivedAt };
  const reader = row(work.handler.read, call.version) as (
    payload: unknown,
    about: Omit<Told<unknown>, 'fact'>,
  ) => unknown;
  work.told = { ...about, fact: reader(frame.payload, about) };
}

/**
 * Before it is accepted, a station sends what says who it is; one that is Pending also what we made it send (B02.FR.09,
 * B03.FR.07, 1.6 §4.2). A report may come long after it was asked for.
 */
const mayBeHeard = (action: string, { registrationStatus, asked }: Standing): boolean =>
  registrationStatus === 'ACCEPTED' ||
  action === 'BootNotification' ||
  (registrationStatus === 'PENDING' && (action === 'NotifyReport' || asked.has(action)));

/** All together, or else one by one. */
export async function keepAll(
  works: Work[],
  around: { pool: Pool; settings: Settings },
): Promise<NewEvent[]> {
  if (works.length === 0) return [];
  try {
    return await keep(works, around);
  } catch (error) {
    if (isOutage(error)) throw error;
    if (works.length === 1) {
      refuse(works[0] as Work, error);
      return [];
    }
    log.debug({ calls: works.length, reason: reason(error) }, 'batch failed, going call by call');
  }
  const events: NewEvent[] = [];
  for (const work of works) events.push(...(await keepAll([work], around)));
  return events;
}

/** All have ended, so none still writes when the transaction is rolled back. Throws what went wrong first. */
function allOf(ended: PromiseSettledResult<void>[]): void {
  const failures = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  if (failures.length > 0) throw failures.find(({ code }) => code !== inFailedTransaction) ?? failures[0];
}

/** What PostgreSQL says to every statement behind the one that failed. */
const inFailedTransaction = '25P02';

/** One transaction for the batch, one `keep` an action. Answers are written only once it has committed. */
async function keep(
  works: Work[],
  { pool, settings }: { pool: Pool; settings: Settings },
): Promise<NewEvent[]> {
  const groups = Map.groupBy(works, ({ handler }) => handler as Action);
  const results = new Map<Action, unknown[]>();
  const keeping = [...groups.keys()].filter((action) => action.keep);
  const keepOne = async (action: Action, { tx, emit }: Keeping) => {
    const told = (groups.get(action) as Work[]).map((work) => work.told as Told<unknown>);
    results.set(action, (await action.keep?.(told, { tx, settings, emit })) as unknown[]);
  };
  // Side by side: a station has one call under way, so no two actions of a batch speak of the same station, and their
  // statements share the way to the database and back.
  const keepEach = async (within: Keeping) =>
    allOf(await Promise.allSettled(keeping.map((action) => keepOne(action, within))));
  const events =
    keeping.length > 0 ? (await inTransactionWithConsequences({ pool, settings }, keepEach)).events : [];
  for (const [action, members] of groups) {
    const kept = results.get(action);
    for (const [index, work] of members.entries()) attempt(work, () => answer(work, kept?.[index]));
  }
  return events;
}

function answer(work: Work, result: unknown): void {
  const { call, handler, told, frame } = work;
  const writer = row(handler?.answer ?? {}, call.version) as
    | ((result: unknown, told: Told<unknown>) => object)
    | undefined;
  // A station that sends as a CALL what is a SEND waits for an answer all the same.
  const payload = writer?.(result, told as Told<unknown>) ?? {};
  if (frame.findings.length > 0 || checkAnswers) {
    const errors = violations(call.version, frame.action, 'Response', payload);
    // An answer may quote what was forgiven (an id too long, a wrong type): it would break the schema in its turn.
    if (errors.length > 0 && frame.findings.length > 0) throw violationError(frame.action, frame.findings);
    if (errors.length > 0)
      log.error({ action: frame.action, version: call.version, errors }, 'our own answer breaks the schema');
  }
  if (call.kind === 'call') work.answer = writeResult(headId(call.frame), payload);
}

const checkAnswers = process.env.NODE_ENV === 'test';

/** Anything thrown while working on one call becomes its CALLERROR. */
function attempt(work: Work, step: () => void): void {
  try {
    step();
  } catch (error) {
    refuse(work, error);
  }
}

export function refuse(work: Work, error: unknown): void {
  const { call, frame } = work;
  delete work.told;
  const rpc =
    error instanceof RpcError
      ? error
      : new RpcError('InternalError', 'we could not handle this; please send it again');
  if (rpc !== error) log.error({ station: call.station, action: frame.action, err: error }, 'call failed');
  work.errorCode = rpc.code;
  if (call.kind === 'call') work.answer = writeError(headId(call.frame), rpc, call.version);
}

const headId = (frame: string): string => readHead(frame)?.id ?? unreadableId;

import { RpcError } from '../ocpp/errors.js';
import { readHead, unreadableId, writeError } from '../ocpp/frames.js';
import { type Broker, gatewayInbox } from '../platform/broker/broker.js';
import type { Downstream, UpstreamItem } from '../platform/broker/messages.js';
import { isOutage } from '../platform/database/outage.js';
import type { Pool } from '../platform/database/pool.js';
import { inTransactionWithEvents } from '../platform/events/outbox.js';
import type { NewEvent } from '../platform/events/station-event.js';
import { log, reason } from '../platform/log.js';
import { batchItems } from '../platform/ops/metrics.js';
import type { Settings } from '../platform/settings.js';
import type { Action } from './action.js';
import type { AnswerTo } from './answer.js';
import { handleCalls, type Work } from './calls.js';
import type { Sender } from './commands/sender.js';
import type { Admitting } from './connections/admission.js';
import type { Doorkeeper } from './connections/doorkeeper.js';
import type { Guest } from './connections/entries.js';
import { closeConnections, noteBeats } from './connections/presence.js';
import { recordRefusals } from './connections/refusals.js';
import type { Standings } from './connections/standing.js';
import type { Consultations } from './consultations.js';
import type { Arrived } from './intake.js';
import { throughOutage } from './outage.js';
import { ofCall, ofMalformed } from './trace/exchanges.js';
import type { Trace } from './trace/trace.js';

export interface Around {
  pool: Pool;
  broker: Broker;
  settings: Settings;
  actions: Map<string, Action>;
  /** What answers to commands teach. */
  answers: Map<string, AnswerTo[]>;
  trace: Trace;
  sender: Sender;
  standings: Standings;
  doorkeeper: Doorkeeper;
  /** Calls about which somebody outside is being asked. */
  consultations: Consultations;
  /** Station to when it was last heard, until written. */
  seen: Map<string, number>;
  /** Aborted when this process ends. */
  stopping: AbortSignal;
}

/** Replies gathered by the gateway they go to. */
class Replies {
  #byGateway = new Map<string, Downstream>();

  to(gateway: string): Downstream {
    const before = this.#byGateway.get(gateway);
    if (before) return before;
    const fresh: Downstream = {};
    this.#byGateway.set(gateway, fresh);
    return fresh;
  }

  send(broker: Broker): void {
    for (const [gateway, replies] of this.#byGateway) {
      batchItems.downlink.observe(replies.answers?.length ?? 0);
      broker.post(gatewayInbox(gateway), JSON.stringify(replies));
    }
  }
}

type Kind = UpstreamItem['kind'];
const of = <K extends Kind>(items: Arrived[], ...kinds: K[]): Arrived<Extract<UpstreamItem, { kind: K }>>[] =>
  items.filter((item) => (kinds as Kind[]).includes(item.kind)) as Arrived<
    Extract<UpstreamItem, { kind: K }>
  >[];

/** Deals with one batch of whatever gateways sent: who comes and goes, and what stations say. */
export async function handleBatch(items: Arrived[], around: Around): Promise<void> {
  await around.trace.room();
  const patience = {
    patienceMs: around.settings.ANSWER_TIMEOUT * 1000,
    onOutage: (error: unknown) => log.warn({ reason: reason(error) }, 'the database is away'),
    stopping: around.stopping,
  };
  await Promise.all([
    throughOutage(() => callsOf(items, around), patience).catch((error) => {
      // Unanswered, they go back to the broker, and others take them.
      if (isOutage(error) && around.stopping.aborted) throw error;
      giveUp(items, around, error);
    }),
    throughOutage(() => comings(of(items, 'open'), around), patience),
    throughOutage(() => goings(items, around), patience),
  ]);
  around.trace.add(of(items, 'malformed').map(ofMalformed));
}

async function callsOf(items: Arrived[], around: Around): Promise<void> {
  const calls = of(items, 'call', 'send');
  if (calls.length === 0) return;
  batchItems.database.observe(calls.length);
  const { works, events } = await handleCalls(calls, around);
  answerCalls(works, events, around);
}

/** Sends the answers of calls that are kept, and tells who listens. */
export function answerCalls(
  works: Work[],
  events: NewEvent[],
  around: Pick<Around, 'broker' | 'seen' | 'sender' | 'trace'>,
): void {
  const replies = new Replies();
  const answeredAt = Date.now();
  for (const { call, answer, fenced } of works) {
    if (!fenced) around.seen.set(call.station, call.at);
    const reply = replies.to(call.gateway);
    reply.answers ??= [];
    reply.answers.push(
      answer === undefined ? { ticket: call.ticket } : { ticket: call.ticket, frame: answer },
    );
  }
  replies.send(around.broker);
  around.sender.announce(events);
  around.trace.add(works.map((work) => ofCall(work, answeredAt)));
}

/** The database stayed away too long: every call gets an honest error, and its station sends it again. */
function giveUp(items: Arrived[], { broker }: Around, error: unknown): void {
  log.error({ err: error }, 'calls could not be handled');
  const replies = new Replies();
  for (const call of of(items, 'call', 'send')) {
    const away = new RpcError('InternalError', 'we can keep nothing now; please send it again');
    const frame = writeError(readHead(call.frame)?.id ?? unreadableId, away, call.version);
    const reply = replies.to(call.gateway);
    reply.answers ??= [];
    reply.answers.push(call.kind === 'call' ? { ticket: call.ticket, frame } : { ticket: call.ticket });
  }
  replies.send(broker);
}

/** Tells gateways whom to let in, whom to turn away, and which older connections end. */
export function tellAdmissions(
  { admissions, evictions, events }: Admitting,
  { broker, sender }: Pick<Around, 'broker' | 'sender'>,
): void {
  const replies = new Replies();
  for (const { gateway, admission } of admissions) {
    const reply = replies.to(gateway);
    reply.admissions ??= [];
    reply.admissions.push(admission);
  }
  for (const { gateway, eviction } of evictions) {
    const reply = replies.to(gateway);
    reply.evictions ??= [];
    reply.evictions.push(eviction);
  }
  replies.send(broker);
  sender.announce(events);
}

async function comings(guests: Guest[], { doorkeeper }: Around): Promise<void> {
  if (guests.length > 0) await doorkeeper.take(guests);
}

async function goings(items: Arrived[], { pool, broker, settings, sender }: Around): Promise<void> {
  const [closings, refusals, beats] = [of(items, 'close'), of(items, 'refuse'), of(items, 'beat')];
  if (closings.length + refusals.length + beats.length === 0) return;
  const replies = new Replies();
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    for (const event of await closeConnections(tx, closings)) emit(event);
    await recordRefusals(tx, refusals);
    if (beats.length > 0) {
      const beating = await noteBeats(tx, beats, settings.ANSWER_TIMEOUT * 1000);
      for (const event of beating.events) emit(event);
      for (const gateway of beating.unknown) replies.to(gateway).recount = true;
      for (const { gateway, eviction } of beating.evictions) {
        const reply = replies.to(gateway);
        reply.evictions ??= [];
        reply.evictions.push(eviction);
      }
    }
  });
  replies.send(broker);
  sender.announce(events);
}

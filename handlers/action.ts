import type { OcppVersion } from '../ocpp/versions.js';
import type { Pool, Transaction } from '../platform/database/pool.js';
import type { NewEvent } from '../platform/events/station-event.js';
import type { Settings } from '../platform/settings.js';

/** A fact a station told us, in our own words. */
export interface Told<Fact> {
  station: string;
  version: OcppVersion;
  /** Of the CALL; not unique for anything. */
  messageId: string;
  receivedAt: Date;
  fact: Fact;
}

/** What `keep` works with: one database transaction a batch, and the events that commit with it. */
export interface Keeping {
  tx: Transaction;
  emit(event: NewEvent): void;
  settings: Settings;
}

/** What `consult` works with: no transaction, for none may be held open while somebody outside thinks. */
export interface Consulting {
  pool: Pool;
  settings: Settings;
  /** Says when the time is over in which the station may still get its answer. */
  signal: AbortSignal;
}

/** A fact with what somebody outside says to it; undefined where nobody was asked. */
export type Consulted<Fact, Found> = Told<Fact> & { found?: Found | undefined };

/** About the message, beside its payload. */
export type About = Omit<Told<unknown>, 'fact'>;

/** One function for all dialects, or one a dialect; a dialect left out does not know this action. */
export interface ByDialect<V16, V2, V21 = V2> {
  v16?: V16;
  v2?: V2;
  /** Where 2.1 differs from 2.0.1 in kind. */
  v21?: V21;
}

/**
 * An inbound action: `read` turns the dialect's words into our fact (pure), `keep` stores a whole batch of facts and
 * gives one result a fact in the same order, `answer` turns a result into the dialect's words (pure).
 *
 * `keep` may be called again with the same facts (a batch that failed is retried call by call, a broker may deliver
 * twice, stations repeat themselves): keeping a fact twice must be the same as keeping it once.
 * It throws RpcError to answer that code to the call.
 */
export interface Action<Fact = unknown, Result = unknown, Found = unknown> {
  read: ByDialect<(payload: never, about: About) => Fact, (payload: never, about: About) => Fact>;
  /**
   * Asks somebody outside of this system, before the transaction and beside the batch, which does not wait: this call
   * alone does. `keep` then gets what was found. Undefined where nobody needs to be asked: the call stays in its batch.
   * What it throws becomes the call's error.
   */
  consult?(told: Told<Fact>, consulting: Consulting): Promise<Found> | undefined;
  /** Absent where nothing is kept: the result is then undefined. */
  keep?(told: Consulted<Fact, Found>[], keeping: Keeping): Promise<Result[]>;
  /** Absent where nothing answers it: a SEND of 2.1. */
  answer?: ByDialect<
    (result: Result, told: Told<Fact>) => object,
    (result: Result, told: Told<Fact>) => object
  >;
}

/** Types an action; the file's name is the action's name. */
export function on<Fact, Result, Found = unknown>(action: Action<Fact, Result, Found>): Action {
  return action as unknown as Action;
}

/** The row of a version: 2.1 has its own or shares that of 2.0.1. */
export function row<V16, V2, V21>(
  table: ByDialect<V16, V2, V21>,
  version: OcppVersion,
): V16 | V2 | V21 | undefined {
  if (version === 'ocpp1.6') return table.v16;
  return version === 'ocpp2.1' ? (table.v21 ?? table.v2) : table.v2;
}

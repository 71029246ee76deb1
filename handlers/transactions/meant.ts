import type { Transaction } from '../../platform/database/pool.js';
import type { Told } from '../action.js';
import type { ShownToken } from '../authorization/shown-token.js';
import type { Sample } from '../metering/sample.js';
import { entryName, recall } from './event-log.js';
import { hold, type LedgerRow } from './ledger.js';
import { openTransactions } from './open-transactions.js';

/** A 1.6 transaction ends. */
export interface Stop {
  transactionId: string;
  token: ShownToken | null;
  at: Date;
  stopKey: string;
  /** Wh */
  meterStopWh: number;
  reason: string;
  samples: Sample[];
  payload: object;
}

export type ToldStop = Told<Stop>;

/**
 * The transaction each stop means: the one it names, if it is this station's; else the one it ended when it was told
 * before; else one still open there (stations stop with 0 or -1 what they began offline or were refused).
 */
export async function findMeant(tx: Transaction, told: ToldStop[]): Promise<Map<ToldStop, LedgerRow>> {
  const named = await holdNamed(tx, told, ({ fact }) => fact.transactionId);
  const unnamed = told.filter((one) => !named.has(one));
  if (unnamed.length === 0) return named;
  const before = await recall(tx, unnamed.map(keyOf));
  const candidates = await openTransactions(
    tx,
    unnamed.map(({ station }) => station),
  );
  const taken = new Map<string, string>();
  const names = new Map<ToldStop, string>();
  for (const one of unnamed) {
    const known = before.get(entryName(keyOf(one)));
    const free = candidates.filter(
      (row) => row.station === one.station && (taken.get(row.id) ?? one.fact.stopKey) === one.fact.stopKey,
    );
    const row = known ? undefined : choose(free, one.fact);
    if (row) taken.set(row.id, one.fact.stopKey);
    const name = known ?? row?.transactionId;
    if (name) names.set(one, name);
  }
  const guessed = await holdNamed(tx, [...names.keys()], (one) => names.get(one) as string);
  return new Map([...named, ...guessed]);
}

async function holdNamed(
  tx: Transaction,
  told: ToldStop[],
  name: (one: ToldStop) => string,
): Promise<Map<ToldStop, LedgerRow>> {
  const rows = await hold(
    tx,
    told.map((one) => ({ station: one.station, transactionId: name(one) })),
  );
  const byName = new Map(rows.map((row) => [JSON.stringify([row.station, row.transactionId]), row]));
  const found = new Map<ToldStop, LedgerRow>();
  for (const one of told) {
    const row = byName.get(JSON.stringify([one.station, name(one)]));
    if (row) found.set(one, row);
  }
  return found;
}

/** Of the open transactions of a station, newest first, the one a stop without a usable number ends. */
export function choose<Row extends Pick<LedgerRow, 'idToken' | 'startedAt'>>(
  candidates: Row[],
  { token, at }: Pick<Stop, 'token' | 'at'>,
): Row | undefined {
  const begun = candidates.filter((row) => row.startedAt <= at);
  const tag = token?.idToken.toLowerCase();
  const withTag = begun.find((row) => tag !== undefined && row.idToken?.toLowerCase() === tag);
  return withTag ?? (begun.length === 1 ? begun[0] : undefined);
}

const keyOf = ({ station, fact }: ToldStop) => ({ station, eventKey: fact.stopKey });

import type { Queryable } from '../../platform/database/pool.js';
import { failure } from '../server/errors.js';
import type { Place } from './limit-profile.js';
import { runningAt } from './situation.js';

export interface NamedPlace {
  stationId: string;
  evseId?: number | null | undefined;
  transactionRef?: string | null | undefined;
}

/** The place that is named: the station, an EVSE, or a transaction that goes on. */
export async function placeOf(
  db: Queryable,
  { stationId, evseId, transactionRef }: NamedPlace,
): Promise<Place> {
  if (evseId != null && transactionRef != null)
    throw failure('BAD_USER_INPUT', 'give evseId or transactionRef, not both');
  if (evseId != null && evseId < 0) throw failure('BAD_USER_INPUT', 'evseId is 0 for the station, or higher');
  if (transactionRef == null) return { evseId: evseId ?? 0 };
  const transaction = (await runningAt(db, stationId)).find(({ id }) => id === transactionRef);
  if (!transaction) throw failure('NOT_FOUND', `no transaction ${transactionRef} goes on at ${stationId}`);
  if (transaction.evseId === null)
    throw failure('CONFLICT', 'the station has not told yet at which EVSE this transaction is');
  return { evseId: transaction.evseId, transaction };
}

import type { Verdict } from '../../ocpp/token-info.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Showing } from './showing.js';
import type { IdToken } from './verdict.js';

interface Judged {
  shown: Showing[];
  known: (IdToken | undefined)[];
  verdicts: Verdict[];
}

/** A token about to begin a transaction that may be in no other. */
interface Single {
  /** Its place among those shown. */
  index: number;
  id: string;
  idToken: string;
  station: string;
  transaction: string | null;
  evseId: number | null;
  at: Date;
}

/**
 * ConcurrentTx for tokens that may be in one transaction only and are in another. It is said where a transaction begins
 * and not by Authorize (1.6 §7.2, 2.x AuthorizationStatusEnumType): who shows the token may want to end that one.
 */
export async function refuseConcurrent(tx: Transaction, judged: Judged): Promise<Verdict[]> {
  const singles = singlesOf(judged);
  if (singles.length === 0) return judged.verdicts;
  await holdTokens(tx, singles);
  const busy = await findBusy(tx, singles);
  const verdicts = [...judged.verdicts];
  const beginning = new Map<string, string>();
  for (const [place, single] of singles.entries()) {
    const name = JSON.stringify([single.station, single.transaction]);
    const before = beginning.get(single.id) ?? name;
    if (busy.has(place) || before !== name)
      verdicts[single.index] = { ...(verdicts[single.index] as Verdict), status: 'ConcurrentTx' };
    else beginning.set(single.id, name);
  }
  return verdicts;
}

const singlesOf = ({ shown, known, verdicts }: Judged): Single[] =>
  shown.flatMap(({ purpose, station, transaction, evseId, at, token: { idToken, unasked } }, index) => {
    const token = known[index];
    if (purpose !== 'START' || unasked || !token || token.concurrentUse) return [];
    if (verdicts[index]?.status !== 'Accepted') return [];
    return [{ index, id: token.id, idToken, station, transaction, evseId, at }];
  });

/** Two batches that begin transactions of one token: the second looks once the first is committed. */
async function holdTokens(tx: Transaction, singles: Single[]): Promise<void> {
  await tx.query({
    name: 'hold id tokens',
    text: 'select from id_token where id = any($1::bigint[]) order by id for no key update',
    values: [[...new Set(singles.map(({ id }) => id))]],
  });
}

/**
 * Those in another transaction. One at the same EVSE is over, whether or not we heard of its end: nothing else could
 * begin there.
 */
async function findBusy(tx: Transaction, singles: Single[]): Promise<Set<number>> {
  const { rows } = await tx.query<{ place: number }>({
    name: 'busy id tokens',
    text: `select shown.place::int - 1 as place
           from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::timestamptz[]) with ordinality
             as shown (id_token, station_id, transaction, evse_id, at, place)
           where exists (
             select from transaction t
             where t.status = 'ACTIVE' and lower(t.id_token) = lower(shown.id_token)
               and coalesce(t.authorization_status, 'Accepted') = 'Accepted' and least(t.started_at, t.created_at) <= shown.at
               and (t.station_id <> shown.station_id
                 or (coalesce(t.start_key, t.transaction_id) is distinct from shown.transaction
                   and coalesce(t.evse_id <> shown.evse_id, true))))`,
    values: columns(singles, ['idToken', 'station', 'transaction', 'evseId', 'at']),
  });
  return new Set(rows.map(({ place }) => place));
}

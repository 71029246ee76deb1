import { type Verdict, verdict } from '../../ocpp/token-info.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping } from '../action.js';
import { noteAccepted } from './cached-authorizations.js';
import { refuseConcurrent } from './concurrent-use.js';
import { findLimits } from './limits.js';
import type { Showing } from './showing.js';
import { decide, type IdToken } from './verdict.js';

type Judging = Pick<Keeping, 'tx' | 'settings'>;

/**
 * One verdict a token, in the same order; one statement however many, one more where some may charge at certain places or
 * times only, and two where some that may be in one transaction only are to begin one.
 */
export async function judge({ tx, settings }: Judging, shown: Showing[]): Promise<Verdict[]> {
  const known = await find(tx, shown);
  const verdicts = shown.map(({ said, ...showing }, i) => {
    if (showing.token.unasked) return verdict({ status: 'Accepted' });
    return said ?? decide(known[i], showing);
  });
  const judged = await refuseConcurrent(tx, { shown, known, verdicts });
  if (settings.CLEAR_CACHES) await noteAccepted(tx, { shown, verdicts: judged });
  return judged;
}

/** The verdict of each that shows a token, null for the others. */
export async function judgeShown(judging: Judging, shown: (Showing | null)[]): Promise<(Verdict | null)[]> {
  const verdicts = (
    await judge(
      judging,
      shown.filter((showing) => showing !== null),
    )
  ).values();
  return shown.map((showing) => (showing ? (verdicts.next().value ?? null) : null));
}

/** RFID readers disagree on capitals: tokens are the same in any case (1.6 §3.1 CiString, 2.x identifierString). */
async function find(tx: Transaction, shown: Showing[]): Promise<(IdToken | undefined)[]> {
  if (shown.length === 0) return [];
  const { rows } = await tx.query<IdToken & { place: number }>({
    name: 'find id tokens',
    text: `select shown.place::int - 1 as place, k.id, k.status, k.expires_at as "expiresAt",
             k.group_id_token as "groupIdToken", k.concurrent_use as "concurrentUse", k.everywhere,
             k.cache_seconds as "cacheSeconds", k.language, k.personal_message as "personalMessage",
             k.personal_message_format as "personalMessageFormat", k.charging_priority as "chargingPriority",
             coalesce((select g.master_pass from id_token_group g
               where lower(g.group_id_token) = lower(k.group_id_token)), false) as "masterPass",
             exists (select from id_token_time w where w.id_token_id = k.id) as timed
           from unnest($1::text[]) with ordinality as shown (id_token, place)
           join id_token k on lower(k.id_token) = lower(shown.id_token)`,
    values: [shown.map(({ token }) => token.idToken)],
  });
  const found: (IdToken | undefined)[] = shown.map(() => undefined);
  for (const { place, ...token } of rows) found[place] = { ...token, places: null, timeEndsAt: null };
  await findLimits(tx, shown, found);
  return found;
}

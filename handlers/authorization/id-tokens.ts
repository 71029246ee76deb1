import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping, Told } from '../action.js';
import { decide, type IdToken, type Verdict } from './verdict.js';

/** A token shown to a station. */
export interface ShownToken {
  idToken: string;
  /** 2.x type NoAuthorization: the station charges whoever comes (C02). */
  unasked: boolean;
}

/** Answers what stations ask of tokens. */
export async function authorize(told: Told<ShownToken>[], { tx, emit }: Keeping): Promise<Verdict[]> {
  const verdicts = await judge(tx, told);
  told.forEach(({ station, receivedAt, fact: { idToken } }, i) => {
    const { status } = verdicts[i] as Verdict;
    emit({ station, type: 'IdTokenAuthorized', at: receivedAt, data: { idToken, status } });
  });
  return verdicts;
}

/** One verdict a token, in the same order; one statement however many. */
export async function judge(
  tx: Transaction,
  shown: { receivedAt: Date; fact: ShownToken }[],
): Promise<Verdict[]> {
  const known = await find(
    tx,
    shown.map(({ fact }) => fact.idToken),
  );
  return shown.map(({ receivedAt, fact }, i) =>
    fact.unasked ? { status: 'Accepted', expiresAt: null, groupIdToken: null } : decide(known[i], receivedAt),
  );
}

/** The verdict of each message that shows a token, null for the others. */
export async function judgeShown(
  tx: Transaction,
  told: { receivedAt: Date; fact: { token: ShownToken | null } }[],
): Promise<(Verdict | null)[]> {
  const shown = told.flatMap(({ receivedAt, fact: { token } }) =>
    token ? [{ receivedAt, fact: token }] : [],
  );
  const verdicts = (await judge(tx, shown)).values();
  return told.map(({ fact }) => (fact.token ? (verdicts.next().value ?? null) : null));
}

/** RFID readers disagree on capitals: tokens are the same in any case (1.6 §3.1 CiString, 2.x identifierString). */
async function find(tx: Transaction, texts: string[]): Promise<(IdToken | undefined)[]> {
  if (texts.length === 0) return [];
  const { rows } = await tx.query<IdToken & { place: number }>({
    name: 'find id tokens',
    text: `select shown.place::int, status, expires_at as "expiresAt", group_id_token as "groupIdToken"
           from unnest($1::text[]) with ordinality as shown (id_token, place)
           join id_token on lower(id_token.id_token) = lower(shown.id_token)`,
    values: [texts],
  });
  const found: (IdToken | undefined)[] = texts.map(() => undefined);
  for (const { place, ...token } of rows) found[place - 1] = token;
  return found;
}

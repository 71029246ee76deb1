import DataLoader from 'dataloader';
import type { Queryable } from '../../platform/database/pool.js';

/** A mutation about to be done. */
export interface Intent {
  who: string;
  userId: string | null;
  address: string;
  mutation: string;
  arguments: object;
}

/** How one went: undefined as code means that it was done. */
export interface Ending {
  id: string;
  code: string | undefined;
  message: string | undefined;
}

/** The record of what is done over the API. What comes in one turn of the event loop is one statement. */
export interface Ledger {
  begin(intent: Intent): Promise<string>;
  end(ending: Ending): Promise<void>;
}

export function auditLedger(db: Queryable): Ledger {
  const begun = new DataLoader<Intent, string>((intents) => insert(db, intents), { cache: false });
  const ended = new DataLoader<Ending, void>((endings) => finish(db, endings), { cache: false });
  return { begin: (intent) => begun.load(intent), end: (ending) => ended.load(ending) };
}

async function insert(db: Queryable, intents: readonly Intent[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'begin audit',
    text: `insert into audit (who, user_id, address, mutation, arguments)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) returning id`,
    values: [
      intents.map(({ who }) => who),
      intents.map(({ userId }) => userId),
      intents.map(({ address }) => address),
      intents.map(({ mutation }) => mutation),
      intents.map((intent) => storable(intent.arguments)),
    ],
  });
  return rows.map(({ id }) => id);
}

/** PostgreSQL keeps no NUL, and no half of a surrogate pair. */
const storable = (value: object): string =>
  JSON.stringify(value).replace(
    /\\u0000|(?<!\\ud[89ab][\da-f]{2})\\ud[c-f][\da-f]{2}|\\ud[89ab][\da-f]{2}(?!\\ud[c-f])/g,
    '\ufffd',
  );

async function finish(db: Queryable, endings: readonly Ending[]): Promise<undefined[]> {
  await db.query({
    name: 'end audit',
    text: `update audit set outcome = ended.outcome, error = ended.error, finished_at = now()
           from unnest($1::bigint[], $2::text[], $3::text[]) ended (id, outcome, error) where audit.id = ended.id`,
    values: [
      endings.map(({ id }) => id),
      endings.map(({ code }) => code ?? 'DONE'),
      endings.map(({ message }) => message ?? null),
    ],
  });
  return endings.map(() => undefined);
}

import type { Verdict } from '../../ocpp/token-info.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Told } from '../action.js';
import type { Counted } from './energy.js';
import { firstHeard, type Happening, hear } from './hear.js';
import { hold, type LedgerRow, type NewRow, open } from './ledger.js';

export type ToldHappening = Told<Happening>;

/** What a batch tells of one transaction, and what is known of it. */
export interface Story {
  told: ToldHappening[];
  /** Before the batch; undefined for one first heard of now. */
  before?: LedgerRow;
  /** With what is told; not written yet where there is a row before. */
  row: LedgerRow;
}

/** Finds what is told of in the ledger: rows known are held, others opened. */
export async function remember(
  tx: Transaction,
  told: ToldHappening[],
  verdicts: Map<ToldHappening, Verdict | null>,
): Promise<Story[]> {
  const groups = Map.groupBy(told, ({ station, fact }) => nameOf({ station, ...fact }));
  const tell = <Row extends NewRow>(row: Row, name: string): Row =>
    (groups.get(name) ?? []).reduce((known, one) => hear(known, one.fact, verdicts.get(one) ?? null), row);
  const stories = new Map<string, Story>();
  const resume = (rows: LedgerRow[]) => {
    for (const before of rows) {
      const name = nameOf(before);
      stories.set(name, { told: groups.get(name) ?? [], before, row: tell(before, name) });
    }
  };

  resume(await hold(tx, [...groups.values()].map(first)));
  const unknown = [...groups].filter(([name]) => !stories.has(name));
  if (unknown.length > 0) {
    const rows = unknown.map(([name, [one]]) => {
      const { station, fact } = one as ToldHappening;
      return tell(firstHeard(station, fact), name);
    });
    for (const row of await open(tx, rows))
      stories.set(nameOf(row), { told: groups.get(nameOf(row)) ?? [], row });
    // Those another batch opened meanwhile.
    resume(
      await hold(
        tx,
        unknown.filter(([name]) => !stories.has(name)).map(([, group]) => first(group)),
      ),
    );
  }
  return [...stories.values()];
}

const nameOf = ({ station, transactionId }: { station: string; transactionId: string }): string =>
  JSON.stringify([station, transactionId]);

function first(group: ToldHappening[]): { station: string; transactionId: string } {
  const { station, fact } = group[0] as ToldHappening;
  return { station, transactionId: fact.transactionId };
}

/** Takes over what was written of rows. */
export function update(stories: Story[], rows: (LedgerRow | Counted)[]): void {
  if (rows.length === 0) return;
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const story of stories) story.row = { ...story.row, ...byId.get(story.row.id) };
}

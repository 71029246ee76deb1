import DataLoader from 'dataloader';
import type { Queryable } from '../../platform/database/pool.js';
import { asRow, type Noun, type SortKey } from './noun.js';
import { countRows, type Page, type PageArgs, readPages } from './page.js';
import { SqlText } from './sql-text.js';

/** Where a list hangs: `station.transactions` is those rows of transaction whose station_id is the station's id. */
export interface Under {
  column: string;
  type: SortKey['type'];
  key: string;
}

/** A list that is read when somebody looks: the page and the count each once, together with those of its siblings. */
export interface Listing<Row> {
  page(): Promise<Page<Row>>;
  count(): Promise<number>;
}

type AnyLoader = DataLoader<string, unknown>;

/**
 * What one request has read. All that is asked for in one turn of the event loop goes to Postgres as one statement:
 * a hundred stations with their transactions cost as many statements as one.
 */
export class Loaders {
  #loaders = new Map<object, Map<string, AnyLoader>>();

  constructor(readonly db: Queryable) {}

  list<Row extends object, Filter extends object, Order extends string>(
    noun: Noun<Row, Filter, Order>,
    args: PageArgs<Filter, Order>,
    under?: Under,
  ): Listing<Row> {
    const key = under?.key ?? '';
    const parents = (keys: readonly string[]) =>
      under && { column: under.column, type: under.type, keys: [...keys] };
    const asked = JSON.stringify(args);
    const pages = this.#loader<Page<Row>>(noun, `page ${under?.column} ${asked}`, async (keys) => {
      const found = await readPages(this.db, noun, args, parents(keys));
      return keys.map((each) => found.get(each) ?? nothing(args));
    });
    const counts = this.#loader<number>(
      noun,
      `count ${under?.column} ${JSON.stringify(args.filter ?? null)}`,
      async (keys) => {
        const found = await countRows(this.db, noun, args.filter, parents(keys));
        return keys.map((each) => found.get(each) ?? 0);
      },
    );
    return { page: () => pages.load(key), count: () => counts.load(key) };
  }

  /** The row whose `by` is the key; null when there is none. */
  async one<Row extends object>(
    noun: Readable<Row>,
    by: SortKey,
    key: string | null | undefined,
  ): Promise<Row | null> {
    if (key === null || key === undefined) return null;
    const rows = await this.#rows(noun, by, '').load(key);
    return rows[0] ?? null;
  }

  /** The first row of those below something, in their usual order; null when there is none. */
  async first<Row extends object, Filter extends object, Order extends string>(
    noun: Noun<Row, Filter, Order>,
    under: Under,
  ): Promise<Row | null> {
    const { edges } = await this.list(noun, { first: 1 }, under).page();
    return edges[0]?.node ?? null;
  }

  /** All rows whose `by` is the key, for lists that are short by nature (the connectors of a station). */
  all<Row extends object>(
    noun: Readable<Row>,
    by: SortKey,
    key: string,
    { order, where = '' }: { order: string; where?: string },
  ): Promise<Row[]> {
    return this.#rows(noun, by, `${where ? `and ${where}` : ''} order by ${order}`).load(key);
  }

  #rows<Row extends object>(noun: Readable<Row>, by: SortKey, rest: string) {
    return this.#loader<Row[]>(noun, `rows ${by.sql} ${rest}`, async (keys) => {
      const sql = new SqlText();
      const { rows } = await this.db.query(
        `select ${noun.columns}, (${by.sql})::text as "key" from ${noun.from}
         where ${by.sql} = any(${sql.$([...keys], `${by.type}[]`)}) ${rest}`,
        sql.values,
      );
      const found = Map.groupBy(rows, (row) => row.key as string);
      return keys.map((key) => (found.get(key) ?? []).map(({ key: _, ...raw }) => asRow(noun, raw)));
    });
  }

  #loader<Value>(
    noun: object,
    name: string,
    read: (keys: readonly string[]) => Promise<Value[]>,
  ): DataLoader<string, Value> {
    const named = this.#loaders.get(noun) ?? new Map<string, AnyLoader>();
    this.#loaders.set(noun, named);
    const loader = named.get(name) ?? new DataLoader<string, Value>(read, { maxBatchSize: 1000 });
    named.set(name, loader);
    return loader as DataLoader<string, Value>;
  }
}

/** What of a noun reading by key needs. */
type Readable<Row extends object> = Pick<Noun<Row, never, string>, 'from' | 'columns' | 'row'>;

const nothing = <Row>(args: PageArgs<unknown, string>): Page<Row> => ({
  edges: [],
  hasNextPage: args.last != null && args.before != null,
  hasPreviousPage: args.last == null && args.after != null,
});

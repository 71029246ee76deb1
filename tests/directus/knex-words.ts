import pg from 'pg';
import type { Database, Queryable } from '../../directus/extensions/chargeql-events/src/read-outbox.js';

/** A client that is spoken to as Directus's knex is: `?` stands for a value, `??` for a name. */
export const queryableOf = (client: pg.Client): Queryable => ({
  raw(statement, values = []) {
    const rest = [...values];
    const bound: unknown[] = [];
    const text = statement.replace(/\?\??/g, (mark) => {
      const value = rest.shift();
      if (mark === '??') return String(value).split('.').map(pg.escapeIdentifier).join('.');
      bound.push(value);
      return `$${bound.length}`;
    });
    return client.query(text, bound);
  },
});

export const databaseOf = (client: pg.Client): Database => ({
  ...queryableOf(client),
  async transaction(work) {
    await client.query('begin');
    try {
      const result = await work(queryableOf(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  },
});

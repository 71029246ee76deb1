import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { parse, validate } from 'graphql';
import { graphSchema } from '../../graph/schema.js';

const root = new URL('../../../', import.meta.url);

async function fits(queries: string[]): Promise<void> {
  const schema = await graphSchema();
  for (const query of queries) assert.deepEqual(validate(schema, parse(query)), [], query);
}

it('every query of the README fits the schema', async () => {
  const readme = await readFile(new URL('README.md', root), 'utf8');
  const queries = [...readme.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, query]) => query ?? '');
  assert.ok(queries.length >= 2);
  await fits(queries);
});

it('every query that GraphiQL opens with fits the schema', async () => {
  const { tabs } = (await import(new URL('graph/graphiql/tabs.js', root).href)) as {
    tabs: { query: string }[];
  };
  assert.ok(tabs.length >= 3);
  await fits(tabs.map(({ query }) => query));
});

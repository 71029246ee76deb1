import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type DocumentNode, parse, validate } from 'graphql';
import { graphSchema } from '../../../graph/schema.js';

const sources = fileURLToPath(
  new URL('../../../../directus/extensions/chargeql-operations/src/', import.meta.url),
);

/** The documents of GraphQL in a source, as far as they are written out whole. */
function documentsIn(source: string): DocumentNode[] {
  const quoted = source.matchAll(
    /(['`])(\s*(?:(?:query|mutation|subscription)\b|\{\s)[^'`$]*(?:\$\w[^'`$]*)*)\1/g,
  );
  return [...quoted].flatMap(([, , text = '']) => {
    try {
      return [parse(text)];
    } catch {
      return [];
    }
  });
}

/** The lists of a station, which one query reads with each its own field and selection. */
function listsIn(source: string): DocumentNode[] {
  const found = source.matchAll(
    /\bfield[:=] ?["']([A-Za-z]+)["'][\s\S]*?\bselection[:=]\s*["'`]+([^"'`]+)["'`]/g,
  );
  return [...found].map(([, field, selection = '']) => {
    const whole = selection.replaceAll(/\$\{(\w+)\}/g, (_, name) => constantOf(source, name));
    return parse(
      `query ($id: ID!) { station(id: $id) { list: ${field}(first: 1) { totalCount nodes { ${whole} } } } }`,
    );
  });
}

const constantOf = (source: string, name: string): string =>
  new RegExp(`const ${name} = '([^']+)'`).exec(source)?.[1] ?? '';

test('what the console asks of the API is in its schema', async () => {
  const schema = await graphSchema();
  let found = 0;
  let lists = 0;
  for await (const file of glob('**/*.{ts,vue}', { cwd: sources })) {
    const source = await readFile(path.join(sources, file), 'utf8');
    const [documents, ofStations] = [documentsIn(source), listsIn(source)];
    found += documents.length;
    lists += ofStations.length;
    for (const document of [...documents, ...ofStations])
      assert.deepEqual(
        validate(schema, document).map(({ message }) => message),
        [],
        file,
      );
  }
  assert.ok(found >= 20, `${found} documents`);
  assert.ok(lists >= 10, `${lists} lists`);
});

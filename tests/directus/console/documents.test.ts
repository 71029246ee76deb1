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

test('what the console asks of the API is in its schema', async () => {
  const schema = await graphSchema();
  let found = 0;
  for await (const file of glob('**/*.{ts,vue}', { cwd: sources })) {
    const documents = documentsIn(await readFile(path.join(sources, file), 'utf8'));
    found += documents.length;
    for (const document of documents)
      assert.deepEqual(
        validate(schema, document).map(({ message }) => message),
        [],
        file,
      );
  }
  assert.ok(found >= 20, `${found} documents`);
});

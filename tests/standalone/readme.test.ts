import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withSettings } from '../../standalone/settings-table.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const documents = ['README.md', 'docs/architecture.md', 'docs/ocpp-coverage.md'];

test('the README shows the settings as they are checked', () => {
  const text = readFileSync(`${root}README.md`, 'utf8');
  assert.equal(text, withSettings(text), 'run npm run build && npm run docs');
});

test('npm scripts that the documents name exist', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const document of documents) {
    const text = readFileSync(root + document, 'utf8');
    for (const [, name] of text.matchAll(/npm run ([a-z][\w:]*)/g))
      assert.ok(name && name in scripts, `${document}: npm run ${name}`);
  }
});

test('files that the documents name exist', () => {
  for (const document of documents) {
    const text = readFileSync(root + document, 'utf8');
    const named = [
      ...[...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file]) =>
        new URL(file as string, `file:///${document}`).pathname.slice(1),
      ),
      ...[...text.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.(?:ts|sql|mjs|test\.ts))`/g)].map(
        ([, file]) => file as string,
      ),
    ];
    assert.ok(named.length > 0, document);
    for (const file of named) assert.ok(existsSync(root + file), `${document} names ${file}`);
  }
});

import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const sources = fileURLToPath(
  new URL('../../../../directus/extensions/chargeql-operations/src/', import.meta.url),
);

/** Says the same in both, as German does with some words. */
const alike = new Set([
  ...[
    'Live',
    'Start',
    'Status',
    'Station',
    'Version',
    'Name',
    'Text',
    'Online',
    'Offline',
    'Details',
    'Export',
  ],
  ...[
    'OCPP',
    'CSMS',
    'Firmware',
    'EVSE',
    'Variable',
    'Logs',
    'Adresse',
    'Firmware 2.1.0',
    '{share} online',
    '{by}, {at}',
  ],
]);

async function wordFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob('**/words.ts', { cwd: sources })) files.push(file);
  return files;
}

type Said = [where: string, en: string, de: string];

function saidIn(value: unknown, where: string): Said[] {
  if (typeof value !== 'object' || value === null) return [];
  const { en, de } = value as { en?: unknown; de?: unknown };
  if (typeof en === 'string') return [[where, en, String(de ?? '')]];
  return Object.entries(value).flatMap(([name, each]) => saidIn(each, `${where}.${name}`));
}

test('every English word of the console has a German one, with the same values in it', async () => {
  const files = await wordFiles();
  assert.ok(files.length >= 9, files.join());
  const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const file of files) {
    const words: object = await import(pathToFileURL(path.join(sources, file)).href);
    for (const [where, en, de] of saidIn(words, file)) {
      assert.ok(de.trim() !== '', where);
      assert.deepEqual(values(de), values(en), where);
      assert.ok(en !== de || alike.has(en), `${where} is the same in both: ${en}`);
      assert.doesNotMatch(de, /\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b/, `${where} is not formal`);
    }
  }
});

test('pages say nothing but words of both languages: no text stands in a template', async () => {
  for await (const file of glob('**/*.vue', { cwd: sources })) {
    const text = await readFile(path.join(sources, file), 'utf8');
    const template = /<template>\n([\s\S]*)<\/template>/.exec(text)?.[1] ?? '';
    // What stands between tags, without what is computed.
    const plain = template
      .replaceAll(/\{\{[\s\S]*?\}\}/g, '')
      .replaceAll(/"[^"]*"/g, '')
      .replaceAll(/<[^>]*>/g, '\n');
    assert.doesNotMatch(
      plain.replaceAll(/OCPP|EVSE|CSMS/g, ''),
      /[A-Za-z]{3,}/,
      `${file}: ${plain.replaceAll(/\s+/g, ' ')}`,
    );
  }
});

test('every word is said somewhere', async () => {
  const sourcesOf = async (pattern: string) => {
    const texts: [file: string, text: string][] = [];
    for await (const file of glob(pattern, { cwd: sources }))
      texts.push([file, await readFile(path.join(sources, file), 'utf8')]);
    return texts;
  };
  const all = (await sourcesOf('**/*.{ts,vue}')).map(([, text]) => text).join('\n');
  const chosen = await sourcesOf('**/*.vue');
  for (const file of await wordFiles()) {
    const { words = {} } = await import(pathToFileURL(path.join(sources, file)).href);
    // Some are chosen by a name that is told: `words[state]`.
    const folder = path.dirname(file);
    const byName = chosen.some(([at, text]) => path.dirname(at) === folder && /\bwords\[/.test(text));
    for (const name of Object.keys(words))
      assert.ok(byName || new RegExp(`[wW]ords\\.${name}\\b`).test(all), `${file} ${name} is never said`);
  }
});

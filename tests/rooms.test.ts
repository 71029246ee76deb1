import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const roles = ['gateway', 'handlers', 'graph'];

/** Which rooms a room may import, beside itself. */
const mayImport: Record<string, string[]> = {
  ocpp: [],
  directus: [],
  platform: ['ocpp'],
  gateway: ['ocpp', 'platform'],
  handlers: ['ocpp', 'platform'],
  graph: ['ocpp', 'platform'],
  simulator: ['ocpp'],
  standalone: ['ocpp', 'platform', ...roles, 'simulator', 'directus'],
  bench: ['ocpp', 'platform', ...roles, 'simulator', 'standalone', 'tests'],
  tests: ['ocpp', 'platform', ...roles, 'simulator', 'standalone', 'directus', 'bench'],
};

/** What a room has vowed to do without, and why. */
const vows: Record<string, { never: RegExp; because: string }> = {
  ocpp: {
    never: /^(?!\.|typed-ocpp\/|ajv|re2js$|@peculiar\/|reflect-metadata$|node:crypto$)/,
    because: 'the protocol is schemas, words and certificates, without input or output',
  },
  gateway: {
    never: /^(pg|graphql|type-graphql|@apollo\/)|\/platform\/database\//,
    because: 'the gateway knows no SQL',
  },
  handlers: {
    never: /^(ws|node:http|node:net|graphql|type-graphql|@apollo\/)/,
    because: 'handlers hold no sockets and speak no GraphQL',
  },
  simulator: { never: /^(pg|rabbitmq-client)/, because: 'a charger knows the WebSocket only' },
};

interface Source {
  file: string;
  room: string;
  text: string;
  imports: string[];
}

async function readSources(): Promise<Source[]> {
  const sources: Source[] = [];
  for await (const file of glob(`{${Object.keys(mayImport).join(',')}}/**/*.{ts,tsx,mts,mjs,js}`, {
    cwd: root,
    exclude: ['directus/node_modules', 'directus/extensions/*/dist'],
  })) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const imports = [
      ...text.matchAll(
        /^\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'|^import\s+'([^']+)'/gm,
      ),
    ];
    sources.push({
      file,
      room: file.split(path.sep)[0] as string,
      text,
      imports: imports.map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? ''),
    });
  }
  return sources;
}

const sources = await readSources();

/** The room a relative import leads to; undefined for a package. */
function roomOf(specifier: string, file: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return path.join(path.dirname(file), specifier).split(path.sep)[0];
}

test('every room of the table has sources, and the import lines are read', () => {
  for (const room of ['ocpp', 'platform', ...roles, 'simulator', 'standalone', 'directus', 'tests'])
    assert.ok(
      sources.some((source) => source.room === room && source.imports.length > 0),
      room,
    );
});

test('rooms import only the rooms they may', () => {
  const wrong = sources.flatMap(({ file, room, imports }) =>
    imports
      .filter((specifier) => {
        const other = roomOf(specifier, file);
        return other !== undefined && other !== room && !mayImport[room]?.includes(other);
      })
      .map((specifier) => `${file} imports ${specifier}`),
  );
  assert.deepEqual(wrong, []);
});

test('each room keeps its vow', () => {
  const broken = sources.flatMap(({ file, room, imports }) => {
    const vow = vows[room];
    if (!vow) return [];
    return imports
      .filter((name) => vow.never.test(name))
      .map((name) => `${file} imports ${name}: ${vow.because}`);
  });
  assert.deepEqual(broken, []);
});

test('no source file is over 300 lines', () => {
  const long = sources
    .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 300);
  assert.deepEqual(long, []);
});

test('no file has a name that says nothing', () => {
  const vague = sources.filter(({ file }) =>
    /(^|[/\\-])(utils?|helpers?|common|manager|types|misc)[./\\]/.test(file),
  );
  assert.deepEqual(
    vague.map(({ file }) => file),
    [],
  );
});

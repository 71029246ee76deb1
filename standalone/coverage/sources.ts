import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventTypes } from '../../platform/events/station-event.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const find = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

/** The file of an inbound action. */
export const actionFile = (action: string): string | undefined => find(`handlers/*/${action}.ts`)[0];

const made = new Set(
  find('migrations/*.sql').flatMap((file) => [
    ...[...read(file).matchAll(/^create table (?:if not exists )?(\w+)/gim)].map(([, table]) => table ?? ''),
  ]),
);

/** The tables that an action's file, and what it imports of this room, writes to. */
export function tablesOf(file: string): string[] {
  const texts = [...importsOf(file)].map(read);
  const written = texts.flatMap((text) =>
    // By SQL that names the table, or a target for SQL that is made.
    [...text.matchAll(/\b(?:insert into\s+|update\s+|table: ')(\w+)/g)].map(([, table]) => table ?? ''),
  );
  return [...new Set(written)].filter((table) => made.has(table)).sort();
}

/** The events that an action's file, and what it imports of this room, records. */
export function eventsOf(file: string): string[] {
  const named = [...importsOf(file)].flatMap((each) =>
    [...read(each).matchAll(/\btype: '(\w+)'/g)].map(([, type]) => type ?? ''),
  );
  return [...new Set(named)].filter((type) => (eventTypes as readonly string[]).includes(type)).sort();
}

function importsOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier] of read(file).matchAll(/^import(?! type) [^;]*? from '(\.[^']+)\.js'/gm)) {
    const other = path.posix.join(path.posix.dirname(file), `${specifier}.ts`);
    if (other.startsWith('handlers/') && existsSync(path.join(root, other))) importsOf(other, seen);
  }
  return seen;
}

/** The mutations in our own words by the actions they send: a wish is a file that asks and has one mutation. */
export function wishesByAction(): Map<string, string[]> {
  const wishes = new Map<string, string[]>();
  for (const file of find('graph/*/*.ts')) {
    const text = read(file);
    const mutation = /@Mutation\([\s\S]*?\n {2}(?:async )?(\w+)\(/.exec(text)?.[1];
    if (!mutation) continue;
    const actions = [...text.matchAll(/\basks<[^(]*\(\s*'(\w+)'|\baction: '(\w+)'/g)];
    for (const [, asked, named] of actions) {
      const action = asked ?? named ?? '';
      wishes.set(action, [...new Set([...(wishes.get(action) ?? []), mutation])].sort());
    }
  }
  return wishes;
}

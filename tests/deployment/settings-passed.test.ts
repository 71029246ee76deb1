import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { readSettings, type SettingName, settingsTable } from '../../platform/settings.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(root + file, 'utf8');
const names = Object.keys(settingsTable) as SettingName[];
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, { environment: Record<string, string> }>;
};
const example = new Map(
  [...read('.env.example').matchAll(/^#?([A-Z\d_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
);

/** What a role could read and compose does not pass on, and why. */
const port = 'containers listen on the usual ports; which ones they have outside is said under `ports`';
const fixed = { OPS_PORT: 'the health checks ask there, and it is not published' };
const leftOut: Record<string, Partial<Record<SettingName, string>>> = {
  gateway: {
    ...{ ...fixed, GATEWAY_PORT: port, GATEWAY_TLS_PORT: port },
    DATABASE_URL: 'the gateway has no database; only a message names the setting',
    SECRET: 'the gateway keeps nothing: who takes it over gets no secrets',
    HASH_ID_TOKENS: 'the gateway keeps nothing',
  },
  handlers: fixed,
  graph: { ...fixed, GRAPH_PORT: port, UPLOAD_PORT: port },
};

/** The sources of a role: all of its room, with what they import. */
async function sourcesOf(role: string): Promise<string[]> {
  const seen = new Set<string>();
  const todo: string[] = [];
  for await (const file of glob(`${role}/**/*.ts`, { cwd: root })) todo.push(file);
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    // These only name the settings.
    if (seen.has(file) || /platform\/([\w-]*settings|production)\.ts$/.test(file)) continue;
    if (!existsSync(root + file)) continue;
    seen.add(file);
    for (const [, specifier = ''] of read(file).matchAll(/from '(\.[^']+)\.js'/g))
      todo.push(path.join(path.dirname(file), `${specifier}.ts`));
  }
  return [...seen];
}

for (const [role, notPassed] of Object.entries(leftOut))
  test(`${role}: every setting it reads is passed on by compose and named in .env.example, and no other`, async () => {
    const text = (await sourcesOf(role)).map(read).join('\n');
    const reads = names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
    assert.ok(reads.length > 10, 'the sources are read');
    const environment = services[role]?.environment ?? {};
    for (const name of reads) {
      if (name in notPassed) assert.ok(!(name in environment), `${name} is passed on after all`);
      else assert.ok(name in environment, `${role} reads ${name}, which compose does not pass on`);
    }
    for (const name of [...Object.keys(environment), ...Object.keys(notPassed)])
      assert.ok((reads as string[]).includes(name), `${role} does not read ${name}`);
    for (const [name, value] of Object.entries(environment)) {
      const variables = [...String(value).matchAll(/\$\{(\w+)/g)].map(([, variable = '']) => variable);
      assert.ok(variables.length > 0 || name === 'HOST', `${name} can be given`);
      for (const variable of variables) assert.ok(example.has(variable), `.env.example names ${variable}`);
    }
  });

test('.env.example shows values that the settings take: their defaults, no secret among them', () => {
  const defaults = readSettings({ NODE_ENV: 'production' });
  for (const [name, value] of example) {
    if (!(name in settingsTable)) continue;
    const row = settingsTable[name as SettingName];
    if ('secret' in row || name === 'ADMIN_EMAIL') assert.equal(value, '', name);
    else {
      const { data, error } = (row.takes as z.ZodType).safeParse(value);
      assert.equal(error, undefined, `${name}=${value}`);
      const usual = defaults[name as SettingName];
      if (usual !== undefined && !Array.isArray(usual)) assert.deepEqual(data, usual, name);
    }
  }
});

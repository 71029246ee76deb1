import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readCollections } from '../../directus/definition/read-collections.js';
import { asRole } from '../../platform/database/role-names.js';
import { packageFolder } from '../../standalone/directus/package.js';
import { openPort } from '../../standalone/directus/port.js';
import { ask, signIn, withoutDirectus } from '../directus/support.js';
import { dropDatabase, freshDatabase, onServer } from '../support/database.js';
import { until } from '../support/until.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { services } = parse(readFileSync(`${root}docker-compose.yml`, 'utf8'), { merge: true }) as {
  services: Record<string, { command?: string[]; environment: Record<string, string | number> }>;
};

const secrets: Record<string, string> = {
  SECRET: 'a secret that only this test has',
  ADMIN_EMAIL: 'first@example.com',
  ADMIN_PASSWORD: 'first password',
  ADMIN_TOKEN: 'a-token-that-only-this-test-has',
  POSTGRES_PASSWORD: 'x',
  HANDLERS_DATABASE_PASSWORD: 'password of handlers',
  GRAPH_DATABASE_PASSWORD: 'password of graph',
  DIRECTUS_DATABASE_PASSWORD: 'password of Directus',
};

/** As compose fills in variables: from .env, or as the file says. */
const filled = (text: string): string =>
  text.replace(/\$\{(\w+):[?-]([^}]*)\}/g, (_, name: string, usual: string) => secrets[name] ?? usual);

interface Ran {
  output(): string;
  ended: Promise<number | null>;
  stop(): Promise<unknown>;
}

/**
 * The command of a service with its environment, outside of a container: addresses and folders are those of this
 * machine, all else is as the file says.
 */
function run(service: string, command: readonly string[], here: Record<string, string>): Ran {
  const { environment = {} } = services[service] ?? {};
  const given = Object.entries(environment).map(([name, value]) => [name, filled(String(value))]);
  const own = Object.keys(here).filter((name) => name in environment);
  const child = spawn(process.execPath, command.slice(1), {
    cwd: command.includes('cli.js') ? path.join(packageFolder, 'node_modules', 'directus') : root,
    env: {
      PATH: process.env.PATH,
      NO_COLOR: '1',
      EXTENSIONS_PATH: path.join(packageFolder, 'extensions'),
      ...Object.fromEntries(given),
      ...Object.fromEntries(own.map((name) => [name, here[name]])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = () => {
    child.kill('SIGKILL');
    return ended;
  };
  after(stop);
  return { output: () => output, ended, stop };
}

test('the services, run in their order on an empty database, bring a Directus that is set up', {
  skip: withoutDirectus,
  timeout: 400_000,
}, async () => {
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const migrated = await freshDatabase();
  const url = new URL(migrated.url);
  await migrated.drop();
  url.pathname = name;
  await onServer(`create database ${name}`);
  const uploads = await mkdtemp(path.join(tmpdir(), 'chargeql-uploads-'));
  after(() => rm(uploads, { recursive: true, force: true }));
  after(() => dropDatabase(name));
  const port = await openPort(0, '127.0.0.1');
  const directus = `http://127.0.0.1:${port}`;
  const owner = { DATABASE_URL: url.href };
  const own = asRole(url.href, 'directus', secrets.DIRECTUS_DATABASE_PASSWORD ?? '');
  const here = {
    DATABASE_URL: own,
    DB_CONNECTION_STRING: own,
    HOST: '127.0.0.1',
    PORT: String(port),
    STORAGE_LOCAL_ROOT: uploads,
  };
  for (const once of ['migrate', 'directus-bootstrap', 'directus-apply']) {
    const ran = run(once, services[once]?.command ?? [], {
      ...here,
      ...(once === 'migrate' ? owner : {}),
    });
    assert.equal(await ran.ended, 0, `${once}: ${ran.output()}`);
  }
  const server = run('directus', ['node', 'cli.js', 'start'], here);
  const answers = () =>
    fetch(`${directus}/server/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('Directus answers', answers, { ms: 120_000 });

  const admin = { email: secrets.ADMIN_EMAIL ?? '', password: secrets.ADMIN_PASSWORD ?? '' };
  const token = await signIn(directus, admin.email, admin.password);
  const ofThem = async (where: string, bearer = token) => {
    const { status, data } = await ask(`${directus}/${where}`, { token: bearer });
    assert.equal(status, 200, where);
    return data as Record<string, string>[];
  };
  const shown = (await ofThem('collections')).map(({ collection }) => collection);
  for (const { name } of await readCollections()) assert.ok(shown.includes(name), name);
  assert.deepEqual(await ofThem('items/charging_station', secrets.ADMIN_TOKEN), []);
  assert.ok((await ofThem('dashboards')).length >= 4);
  // On a busy machine Directus turns away what it thinks it has no time for.
  const session = await until('the console has a session', async () => {
    const { status, data } = await ask(`${directus}/chargeql-operations/session`, { token });
    return status === 200 && data;
  });
  assert.equal((session as { graphUrl: string }).graphUrl, 'http://localhost:4000/graphql');
  const { websocket } = (await ofThem('server/info')) as unknown as { websocket: object | false };
  assert.ok(websocket, 'realtime is on');
  const page = await fetch(`${directus}/admin/`);
  assert.match(page.headers.get('content-security-policy') ?? '', /connect-src [^;]*ws:\/\/localhost:4000/);
  assert.doesNotMatch(server.output(), /chargeql-events: /);
  await server.stop();
});

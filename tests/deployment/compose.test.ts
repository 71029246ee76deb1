import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { roleName } from '../../platform/database/role-names.js';
import { readSettings, settingsTable } from '../../platform/settings.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');

const service = z.strictObject({
  image: z.string(),
  build: z
    .union([z.literal('.'), z.strictObject({ context: z.literal('.'), target: z.string() })])
    .optional(),
  platform: z.string().optional(),
  hostname: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  restart: z.enum(['no', 'unless-stopped']),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  sysctls: z.array(z.string()).optional(),
  tmpfs: z.array(z.string()).optional(),
  shm_size: z.string().optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default(['default']),
  stop_grace_period: z.string().optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
      start_period: z.string().optional(),
    })
    .optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).default({}),
});
const composeText = read('docker-compose.yml');
const compose = z
  .object({
    name: z.string(),
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.object({})),
    volumes: z.record(z.string(), z.object({})),
  })
  .parse(parse(composeText, { merge: true, strict: true }));
const services = Object.entries(compose.services);
const get = (name: string): z.infer<typeof service> => {
  const found = compose.services[name];
  assert.ok(found, `there is a service ${name}`);
  return found;
};
const roles = ['gateway', 'handlers', 'graph'];
const ours = services.filter(([, { build }]) => build === '.');

test('the services of the production shape are there, EVerest only when asked for', () => {
  assert.deepEqual(
    services
      .filter(([, { profiles }]) => !profiles)
      .map(([name]) => name)
      .sort(),
    [
      'directus',
      'directus-apply',
      'directus-bootstrap',
      'gateway',
      'graph',
      'handlers',
      'migrate',
      'postgres',
      'rabbitmq',
    ],
  );
  for (const [name, { profiles }] of services) if (profiles) assert.deepEqual(profiles, ['everest'], name);
  assert.equal(get('everest').environment.CSMS_URL, 'ws://gateway:8081/cp001');
});

test('every dependency is a service and has what its condition waits for', () => {
  for (const [name, { depends_on }] of services) {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const wanted = get(other);
      if (condition === 'service_healthy')
        assert.ok(wanted.healthcheck, `${name} waits for the health of ${other}`);
      else if (condition === 'service_completed_successfully') assert.equal(wanted.restart, 'no', other);
      else assert.equal(condition, 'service_started', `${name} on ${other}`);
    }
  }
  for (const [name, first] of [
    ...roles.map((role) => [role, 'migrate'] as const),
    ['directus-bootstrap', 'migrate'],
    ['directus-apply', 'directus-bootstrap'],
    ['directus', 'directus-apply'],
  ] as const)
    assert.equal(get(name).depends_on[first]?.condition, 'service_completed_successfully', name);
});

test('every service comes back after a crash, but those that run once', () => {
  const once = ['migrate', 'directus-bootstrap', 'directus-apply'];
  for (const [name, { restart }] of services)
    assert.equal(restart, once.includes(name) ? 'no' : 'unless-stopped', name);
});

test('what runs for long has a health check', () => {
  for (const name of ['postgres', 'rabbitmq', ...roles, 'directus']) assert.ok(get(name).healthcheck, name);
  for (const name of roles)
    assert.match(get(name).healthcheck?.test.join(' ') ?? '', /127\.0\.0\.1:9090\/readyz/, name);
  assert.equal(readSettings({}).OPS_PORT, 9090);
});

test('volumes and networks are declared, mounted files exist', () => {
  const mounts = services.flatMap(([, { volumes }]) =>
    volumes.map((volume) => volume.split(':')[0] as string),
  );
  for (const mount of mounts) {
    if (!mount.startsWith('./')) assert.ok(mount in compose.volumes, `volume ${mount}`);
    else if (mount !== './tls' && mount !== './documents') assert.ok(existsSync(root + mount), mount);
  }
  for (const volume of Object.keys(compose.volumes)) assert.ok(mounts.includes(volume), `${volume} is used`);
  for (const [name, { networks }] of services)
    for (const network of networks) assert.ok(network in compose.networks, `${name}: network ${network}`);
});

test('our services run files that exist after a build', () => {
  for (const [name, { command = [] }] of ours) {
    const file = command.at(-1) ?? '';
    assert.ok(
      existsSync(`${root}${file.replace(/^dist\//, '').replace(/\.js$/, '.ts')}`),
      `${name} runs ${file}`,
    );
  }
});

test('a service of another stage of the image names one that is there', () => {
  const stages = [...read('Dockerfile').matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, stage]) => stage);
  const targets = services.flatMap(([, { build }]) => (typeof build === 'object' ? [build.target] : []));
  assert.deepEqual(targets, ['directus', 'directus']);
  for (const target of targets) assert.ok(stages.includes(target), target);
});

test('our services get settings that exist, with values they take', () => {
  const filled = (text: string) =>
    text.replace(/\$\{\w+:\?[^}]*\}/g, 'a'.repeat(24)).replace(/\$\{\w+:-([^}]*)\}/g, '$1');
  for (const [name, { environment }] of ours) {
    for (const setting of Object.keys(environment))
      assert.ok(setting in settingsTable, `${name}: ${setting}`);
    const values = Object.entries(environment).map(([key, value]) => [key, filled(String(value))]);
    const settings = readSettings(Object.fromEntries(values));
    assert.equal(settings.HOST, '0.0.0.0', name);
  }
});

test('services reach each other under names and ports that are there', () => {
  const ports: Record<string, number> = {
    postgres: 5432,
    rabbitmq: 5672,
    gateway: readSettings({}).GATEWAY_PORT,
    // What browsers on the host reach.
    localhost: readSettings({}).GRAPH_PORT,
  };
  const addresses = services.flatMap(([, { environment }]) =>
    Object.values(environment).flatMap((value) => [...String(value).matchAll(/(?:@|ws:\/\/)(\w+):(\d+)/g)]),
  );
  assert.ok(addresses.length >= 6);
  for (const [, host, port] of addresses) assert.equal(Number(port), ports[host ?? ''], `${host}:${port}`);
});

test('published ports are those the roles listen on', () => {
  const settings = readSettings({});
  assert.deepEqual(get('gateway').ports, [
    `${settings.GATEWAY_PORT}:${settings.GATEWAY_PORT}`,
    `${settings.GATEWAY_TLS_PORT}:${settings.GATEWAY_TLS_PORT}`,
  ]);
  assert.deepEqual(get('graph').ports, [
    `${settings.GRAPH_PORT}:${settings.GRAPH_PORT}`,
    `${settings.UPLOAD_PORT}:${settings.UPLOAD_PORT}`,
  ]);
  assert.deepEqual(get('directus').ports, [`${settings.DIRECTUS_PORT}:${settings.DIRECTUS_PORT}`]);
  for (const name of ['postgres', 'handlers', 'migrate']) assert.deepEqual(get(name).ports, [], name);
});

test('every secret comes from .env, has no default, and .env.example lists it without a value', () => {
  const example = read('.env.example');
  const asked = [...composeText.matchAll(/\$\{(\w+)(:[?-])([^}]*)\}/g)];
  const required = new Set(asked.filter(([, , how]) => how === ':?').map(([, name]) => name));
  assert.deepEqual([...required].sort(), [
    'ADMIN_EMAIL',
    'ADMIN_PASSWORD',
    'ADMIN_TOKEN',
    'DIRECTUS_DATABASE_PASSWORD',
    'GRAPH_DATABASE_PASSWORD',
    'HANDLERS_DATABASE_PASSWORD',
    'POSTGRES_PASSWORD',
    'RABBITMQ_PASSWORD',
    'SECRET',
  ]);
  for (const name of required) assert.match(example, new RegExp(`^${name}=$`, 'm'));
  for (const [, name, how] of asked)
    if (how === ':-') assert.match(example, new RegExp(`^#${name}=`, 'm'), `${name} is described`);
  for (const [, name] of example.matchAll(/^#?([A-Z\d_]+)=/gm))
    assert.ok(
      asked.some(([, used]) => used === name),
      `${name} of .env.example is used`,
    );
  assert.equal(composeText.match(/\$(?!\{)/), null, 'no variable without a check');
});

test('only migrations log in as the owner of the database; who needs no database has no login', () => {
  const logins = Object.fromEntries(
    services.flatMap(([name, { environment }]) => {
      const { DATABASE_URL: url = environment.DB_CONNECTION_STRING } = environment;
      return url === undefined ? [] : [[name, /\/\/(\w+):/.exec(String(url))?.[1]]];
    }),
  );
  assert.deepEqual(logins, {
    migrate: 'chargeql',
    handlers: roleName('chargeql', 'handlers'),
    graph: roleName('chargeql', 'graph'),
    'directus-bootstrap': roleName('chargeql', 'directus'),
    'directus-apply': roleName('chargeql', 'directus'),
    directus: roleName('chargeql', 'directus'),
  });
});

test('our services hold no more rights than they need', () => {
  for (const [name, role] of ours) {
    assert.equal(role.read_only, true, name);
    assert.deepEqual(role.cap_drop, ['ALL'], name);
  }
});

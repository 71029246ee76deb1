import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { ConnectionOptions } from 'node:tls';
import { hashPassword } from '../../platform/passwords.js';
import { clientAuth, filesOf, type Made, make, rsa, serverAuth } from '../support/certificates.js';
import { dial } from '../support/charger.js';
import { knockTls } from '../support/knock-tls.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
let serverCa: Made;
let [ecServer, rsaServer]: Made[] = [];
let clientCa: Made;
let files: Record<'ec' | 'ecKey' | 'rsa' | 'rsaKey' | 'clients', string>;
const secret = 'the right password';

before(async () => {
  serverCa = await make({ subject: 'CN=Server CA', ca: true });
  const server = {
    subject: 'CN=localhost',
    issuer: serverCa,
    hosts: ['localhost', '127.0.0.1'],
    uses: [serverAuth],
  };
  ecServer = await make(server);
  rsaServer = await make({ ...server, algorithm: rsa() });
  clientCa = await make({ subject: 'CN=Charger maker CA', ca: true });
  files = await filesOf({
    ...{ ec: ecServer.cert, ecKey: ecServer.key, rsa: rsaServer.cert, rsaKey: rsaServer.key },
    clients: clientCa.cert,
  });
  system = await startSystem({
    TLS_CERT_FILE: `${files.ec},${files.rsa}`,
    TLS_KEY_FILE: `${files.ecKey},${files.rsaKey}`,
    CLIENT_CA_FILE: files.clients,
  });
  for (const [id, profile] of [
    ['P0', 0],
    ['P1', 1],
    ['P2', 2],
    ['P3', 3],
  ] as const)
    await system.pool.query(
      'insert into charging_station (id, security_profile, password_hash) values ($1, $2, $3)',
      [id, profile, profile === 1 || profile === 2 ? await hashPassword(secret) : null],
    );
});
after(() => system.stop());

const basic = (id: string, password = secret) => ({
  Authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`,
});
const come = (id: string, tls: ConnectionOptions = {}, headers: Record<string, string> = {}) =>
  knockTls(
    { port: system.gateway.tlsPort as number, path: `/${id}`, headers },
    { ca: serverCa.cert, ...tls },
  );
const lastReason = async (id: string): Promise<string> =>
  (
    await system.pool.query(
      'select reason from refused_handshake where station_id = $1 order by id desc limit 1',
      [id],
    )
  ).rows[0]?.reason;
const client = (subject: string, more: Partial<Parameters<typeof make>[0]> = {}) =>
  make({ subject, issuer: clientCa, uses: [clientAuth], ...more });
const shows = ({ cert, key }: Made): ConnectionOptions => ({ cert, key });

/** [what the client can do, the suite that is taken] (A_04, 086) */
const suites: [ConnectionOptions, string][] = [
  [{ minVersion: 'TLSv1.3' }, 'TLS_AES_256_GCM_SHA384'],
  ...['TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'].map((suite): [ConnectionOptions, string] => [
    { minVersion: 'TLSv1.3', ciphers: suite },
    suite,
  ]),
  ...(
    [
      ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
      ['ECDHE-ECDSA-AES256-GCM-SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
      ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
      ['ECDHE-RSA-AES256-GCM-SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
    ] as const
  ).map(([ciphers, name]): [ConnectionOptions, string] => [{ maxVersion: 'TLSv1.2', ciphers }, name]),
];
for (const [offer, suite] of suites)
  test(`${suite} (${offer.maxVersion ?? 'TLSv1.3'}) opens, by the server certificate that fits it (A_04, 086)`, async () => {
    const { status, cipher, server } = await come('P2', offer, basic('P2'));
    assert.deepEqual([status, cipher], [101, suite]);
    if (suite.includes('RSA_')) assert.ok(server);
  });

const withoutForwardSecrecy = {
  'AES128-GCM-SHA256': 'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'AES256-GCM-SHA384': 'TLS_RSA_WITH_AES_256_GCM_SHA384',
};

/** [what the client can do] (A_06) */
const tooWeak: [string, ConnectionOptions][] = [
  ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
  ...Object.entries(withoutForwardSecrecy).map(([ciphers, name]): [string, ConnectionOptions] => [
    `${name}, which has no forward secrecy,`,
    { maxVersion: 'TLSv1.2', ciphers },
  ]),
  ['CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256' }],
];
for (const [what, offer] of tooWeak)
  test(`${what} is broken off, with a row; a proper handshake works afterwards (A_06)`, async () => {
    const count = async () =>
      (await system.pool.query(`select from refused_handshake where reason like 'TLS:%'`)).rowCount as number;
    const before = await count();
    await assert.rejects(come('P2', offer, basic('P2')));
    await until('row', async () => (await count()) > before);
    assert.equal((await come('P2', {}, basic('P2'))).status, 101);
  });

test('suites without forward secrecy open where the switch says so', async () => {
  const old = await startSystem({
    ...{ TLS_CERT_FILE: files.rsa, TLS_KEY_FILE: files.rsaKey, TLS_RSA_SUITES: 'true' },
  });
  try {
    const port = old.gateway.tlsPort as number;
    for (const [ciphers, name] of Object.entries(withoutForwardSecrecy)) {
      const offer = { ca: serverCa.cert, maxVersion: 'TLSv1.2', ciphers } as const;
      const { status, cipher } = await knockTls({ port, path: '/OLD' }, offer);
      assert.deepEqual([status, cipher], [101, name]);
    }
    // Whoever can do better gets better.
    const able = { ca: serverCa.cert, maxVersion: 'TLSv1.2' } as const;
    const { cipher } = await knockTls({ port, path: '/OLD' }, able);
    assert.match(cipher, /^TLS_ECDHE_/);
  } finally {
    await old.stop();
  }
});

test('a client that expects another host, or another authority, hangs up by itself', async () => {
  await assert.rejects(come('P2', { servername: 'other.example' }, basic('P2')), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  await assert.rejects(come('P2', { ca: clientCa.cert }, basic('P2')), /unable to|self.signed|certificate/i);
});

test('profile 2: TLS and the password; each profile opens for a station of a lower one, never the other way', async () => {
  assert.equal((await come('P2', {}, basic('P2'))).status, 101);
  assert.equal((await come('P2', {}, basic('P2', 'wrong password'))).status, 401);
  assert.equal((await come('P2')).status, 401);
  assert.equal((await come('P1', {}, basic('P1'))).status, 101);
  assert.equal((await come('P0')).status, 101);
  const below = await come('P3', {}, basic('P3'));
  assert.equal(below.status, 403);
  assert.match(await lastReason('P3'), /security profile 3: it has to show its client certificate/);
  assert.equal(
    (await system.pool.query(`select security_profile from charging_station where id = 'P2'`)).rows[0]
      .security_profile,
    2,
  );
});

test('profile 3: a certificate of a known authority that names the station, by CN or serial number (A_07, 087)', async () => {
  assert.equal((await come('P3', shows(await client('CN=P3,O=Maker')))).status, 101);
  assert.equal((await come('P3', shows(await client('CN=Charger,2.5.4.5=P3')))).status, 101);
  const { rows } = await system.pool.query(
    `select proven_profile, certificate_fingerprint from charging_station where id = 'P3'`,
  );
  assert.equal(rows[0].proven_profile, 3);
  assert.match(rows[0].certificate_fingerprint, /^[0-9a-f]{64}$/);
  const under = await make({ subject: 'CN=Plant CA', issuer: clientCa, ca: true });
  const leaf = await make({ subject: 'CN=P3', issuer: under, uses: [clientAuth] });
  assert.equal((await come('P3', { cert: leaf.cert + under.cert, key: leaf.key })).status, 101);
});

/** [what is wrong, how it is made, what the row says] (A_08, 087) */
const wrong: [string, () => Promise<ConnectionOptions>, RegExp][] = [
  ['another station’s', async () => shows(await client('CN=P4')), /names "P4", not the station/],
  ['none of the names', async () => shows(await client('O=Maker')), /names null/],
  ['expired', async () => shows(await client('CN=P3', { from: -30, to: -1 })), /has expired/],
  ['not valid yet', async () => shows(await client('CN=P3', { from: 1 })), /not valid yet/],
  ['for servers', async () => shows(await client('CN=P3', { uses: [serverAuth] })), /not for clients/],
  ['an authority’s', async () => shows(await client('CN=P3', { ca: true })), /an authority’s/],
  [
    'of an unknown authority',
    async () =>
      shows(await make({ subject: 'CN=P3', issuer: await make({ subject: 'CN=Nobody CA', ca: true }) })),
    /no authority that is known/,
  ],
  [
    'of one that calls itself a known authority',
    async () =>
      shows(
        await make({ subject: 'CN=P3', issuer: await make({ subject: 'CN=Charger maker CA', ca: true }) }),
      ),
    /signature that does not fit/,
  ],
  ['self-signed', async () => shows(await make({ subject: 'CN=P3' })), /no authority that is known/],
  [
    'of a station that plays authority',
    async () => {
      const station = await client('CN=P9');
      const forged = await make({ subject: 'CN=P3', issuer: station });
      return { cert: forged.cert + station.cert, key: forged.key };
    },
    /issued by one that is no authority/,
  ],
];
for (const [what, made, words] of wrong)
  test(`profile 3: a certificate that is ${what} is refused, with the reason (A_08)`, async () => {
    const { status, body } = await come('P3', await made());
    assert.equal(status, 403);
    assert.match(body, words);
    assert.match(await lastReason('P3'), words);
  });

test('a station that showed a certificate once is not served by a session that is resumed', async () => {
  const leaf = await client('CN=P3');
  const opened = await dial(`wss://127.0.0.1:${system.gateway.tlsPort}/P3`, {
    ca: serverCa.cert,
    cert: leaf.cert,
    key: leaf.key,
  });
  const { _socket: socket } = opened.socket as unknown as { _socket: import('node:tls').TLSSocket };
  const session = socket.getSession();
  await opened.hangUp();
  const again = await come('P3', { session } as ConnectionOptions);
  assert.equal(again.status, 403);
});

test('new certificates are shown as soon as their files change, and who is connected stays', async () => {
  const before = await come(
    'P2',
    { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
    basic('P2'),
  );
  const stays = await dial(`wss://127.0.0.1:${system.gateway.tlsPort}/P0`, { ca: serverCa.cert });
  const next = await make({
    subject: 'CN=localhost',
    issuer: serverCa,
    hosts: ['127.0.0.1'],
    uses: [serverAuth],
  });
  // Half of the change is there: things stay as they are.
  await writeFile(files.ec, next.cert);
  assert.equal((await come('P2', {}, basic('P2'))).status, 101);
  await writeFile(files.ecKey, next.key);
  await until('the new one', async () => {
    const now = await come(
      'P2',
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' },
      basic('P2'),
    );
    return now.server !== before.server;
  });
  assert.ok(stays.isOpen);
  assert.equal((await stays.call('Heartbeat', {}))[0], 3);
  assert.equal(
    (await come('P3', shows(await client('CN=P3')))).status,
    101,
    'clients are still asked for theirs',
  );
  await stays.hangUp();
});

test('renegotiation is refused', async () => {
  const child = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${system.gateway.tlsPort}`, '-tls1_2'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes;
    });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await until('handshake', () => /Verify return code/.test(said));
  child.stdin.write('R\n');
  await until('refusal', () => /RENEGOTIATING[\s\S]*(no renegotiation|error)/i.test(said));
  child.kill();
  await ended;
  assert.match(said, /no renegotiation/i);
});

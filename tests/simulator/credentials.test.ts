import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { hashPassword } from '../../platform/passwords.js';
import { read } from '../../simulator/arguments.js';
import { type Fleet, startFleet } from '../../simulator/fleet.js';
import { clientAuth, filesOf, type Made, make, serverAuth } from '../support/certificates.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
let maker: Made;
let files: Record<'ca' | 'server' | 'serverKey' | 'clients', string>;
let fleet: Fleet | undefined;

before(async () => {
  const ca = await make({ subject: 'CN=Server CA', ca: true });
  const server = await make({ subject: 'CN=gateway', issuer: ca, hosts: ['127.0.0.1'], uses: [serverAuth] });
  maker = await make({ subject: 'CN=Charger maker CA', ca: true });
  files = await filesOf({ ca: ca.cert, server: server.cert, serverKey: server.key, clients: maker.cert });
  system = await startSystem({
    ...{ TLS_CERT_FILE: files.server, TLS_KEY_FILE: files.serverKey, CLIENT_CA_FILE: files.clients },
    UNKNOWN_STATIONS: 'reject',
  });
});
after(() => system.stop());
afterEach(() => fleet?.stop());

const secureUrl = (): string => `wss://127.0.0.1:${system.gateway.tlsPort}`;

/** Three stations, one of each version; they come as the command line says. */
const comes = (prefix: string, ...more: string[]): Fleet => {
  const args = ['--prefix', prefix, '--version', 'mixed', '--scenario', 'idle', ...more];
  fleet = startFleet({ ...read(args), reconnect: { minMs: 20, maxMs: 50 } });
  return fleet;
};

async function enter(prefix: string, profile: number): Promise<string[]> {
  const ids = [1, 2, 3].map((number) => `${prefix}000${number}`);
  for (const id of ids)
    await system.pool.query(
      'insert into charging_station (id, security_profile, password_hash) values ($1, $2, $3)',
      [id, profile, profile < 3 ? await hashPassword(`the-password-of-${id}`) : null],
    );
  return ids;
}

/** Files of a certificate for each, and the patterns that name them. */
async function certify(ids: string[]): Promise<string[]> {
  const texts: Record<string, string> = {};
  for (const id of ids) {
    const leaf = await make({ subject: `CN=${id}`, issuer: maker, uses: [clientAuth] });
    Object.assign(texts, { [`${id}.pem`]: leaf.cert, [`${id}.key`]: leaf.key });
  }
  const paths = await filesOf(texts);
  const folder = path.dirname(paths[`${ids[0]}.pem`] as string);
  return ['--cert', path.join(folder, '{id}.pem'), '--key', path.join(folder, '{id}.key')];
}

/** [security profile, what the command line says] */
const profiles: [number, (ids: string[]) => Promise<string[]>][] = [
  [1, async () => ['--url', system.url, '--password', 'the-password-of-{id}']],
  [2, async () => ['--url', secureUrl(), '--ca', files.ca, '--password', 'the-password-of-{id}']],
  [3, async (ids) => ['--url', secureUrl(), '--ca', files.ca, ...(await certify(ids))]],
];
for (const [profile, args] of profiles)
  test(`stations of every version come in by security profile ${profile}, and say so`, async () => {
    const ids = await enter(`BY${profile}`, profile);
    const { stations } = comes(`BY${profile}`, ...(await args(ids)));
    for (const station of stations) await station.until(({ isOnline }) => isOnline);
    const { rows } = await system.pool.query(
      'select id, proven_profile from charging_station where id = any ($1) order by id',
      [ids],
    );
    assert.deepEqual(
      rows,
      ids.map((id) => ({ id, proven_profile: profile })),
    );
    for (const { model } of stations) assert.equal(model.value('SecurityProfile'), String(profile));
  });

test('who is turned away tells why, in the words of the gateway', async () => {
  await enter('NO', 1);
  const { tally } = comes('NO', '--url', system.url, '--password', 'of-somebody-else').stats();
  await until('refusal', () => /NO000\d: refused with 401: .*password/.test(tally.lastTrouble));
  assert.equal(tally.connected, 0);
});

test('a server whose authority nobody trusts is not talked to; the trouble names the option', async () => {
  await enter('DOUBT', 1);
  const { tally } = comes('DOUBT', '--url', secureUrl(), '--password', 'the-password-of-{id}').stats();
  await until('trouble', () => /no authority that is trusted here; --ca names one/.test(tally.lastTrouble));
});

test('what does not go together, or can not be read, is refused in words', async () => {
  const own = await make({ subject: 'CN=SIM0001' });
  const other = await make({ subject: 'CN=SIM0002' });
  const made = await filesOf({ cert: own.cert, key: own.key, otherKey: other.key, text: 'nothing' });
  const tls = ['--url', 'wss://127.0.0.1:1'];
  const pair = ['--cert', made.cert, '--key', made.key];
  /** [arguments, the words] */
  const refusals: [string[], RegExp][] = [
    [['--ca', files.ca], /--ca .* takes a wss:\/\/ address/],
    [[...pair, '--stations', '1'], /take a wss:\/\/ address/],
    [[...tls, '--cert', made.cert], /--cert and --key go together/],
    [[...tls, '--key', made.key], /--cert and --key go together/],
    [[...tls, ...pair, '--stations', '1', '--password', 'x'], /a certificate or with a password/],
    [[...tls, ...pair, '--stations', '2'], /names one station: put \{id\} into --cert/],
    [[...tls, '--ca', '/nowhere/ca.pem'], /--ca: ENOENT/],
    [[...tls, '--ca', made.text], /--ca: .* no certificate in PEM/],
    [[...tls, '--stations', '1', '--cert', made.cert, '--key', made.text], /--key: .* no private key/],
    [[...tls, '--stations', '1', '--cert', made.cert, '--key', made.otherKey], /is not the key of/],
  ];
  for (const [args, words] of refusals)
    assert.throws(() => startFleet(read(args)).stop(), words, args.join(' '));
});

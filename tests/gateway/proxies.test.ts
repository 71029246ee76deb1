import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashPassword } from '../../platform/passwords.js';
import { clientAuth, filesOf, type Made, make } from '../support/certificates.js';
import { knock } from '../support/knock.js';
import { type System, startSystem } from '../support/system.js';

let behind: System;
let open: System;
let clientCa: Made;
let leaf: Made;
before(async () => {
  clientCa = await make({ subject: 'CN=Charger maker CA', ca: true });
  leaf = await make({ subject: 'CN=P3', issuer: clientCa, uses: [clientAuth] });
  const { clients } = await filesOf({ clients: clientCa.cert });
  behind = await startSystem({ TRUSTED_PROXIES: '127.0.0.0/8, 10.1.2.3', CLIENT_CA_FILE: clients });
  open = await startSystem({ CLIENT_CA_FILE: clients });
  for (const { pool } of [behind, open]) {
    await pool.query(`insert into charging_station (id, security_profile) values ('P3', 3)`);
    await pool.query(
      `insert into charging_station (id, security_profile, password_hash) values ('P2', 2, $1)`,
      [await hashPassword('the right password')],
    );
  }
});
after(async () => {
  await behind.stop();
  await open.stop();
});

const basic = { Authorization: `Basic ${Buffer.from('P2:the right password').toString('base64')}` };
const come = ({ url }: System, id: string, headers: Record<string, string>) =>
  knock(`${url}/${id}`, { 'Sec-WebSocket-Protocol': 'ocpp1.6', ...headers });
const item = ({ certificate }: Made) => `:${Buffer.from(certificate.rawData).toString('base64')}:`;
const https = { 'X-Forwarded-Proto': 'https' };

test('a proxy of ours says who comes, by TLS, with which certificate', async () => {
  assert.equal((await come(behind, 'P2', { ...basic, ...https })).status, 101);
  assert.equal((await come(behind, 'P2', basic)).status, 403);
  const pem = { 'X-SSL-Client-Cert': encodeURIComponent(leaf.cert) };
  assert.equal((await come(behind, 'P3', { ...https, ...pem })).status, 101);
  assert.equal((await come(behind, 'P3', { ...https, 'Client-Cert': item(leaf) })).status, 101);
  const chain = { 'Client-Cert': item(leaf), 'Client-Cert-Chain': item(clientCa) };
  assert.equal((await come(behind, 'P3', { ...https, ...chain })).status, 101);
  assert.equal((await come(behind, 'P3', { ...https, 'Client-Cert': ':bm9uZQ==:' })).status, 403);
});

test('the address is the last that our proxies do not call their own', async () => {
  const hops = { 'X-Forwarded-For': '203.0.113.9, 198.51.100.7, 10.1.2.3' };
  assert.equal((await come(behind, 'FAR', { ...hops, ...https })).status, 101);
  const { rows } = await behind.pool.query(`select remote_address from charging_station where id = 'FAR'`);
  assert.equal(rows[0].remote_address, '198.51.100.7');
});

test('of anybody else these headers say nothing', async () => {
  assert.equal((await come(open, 'P2', { ...basic, ...https })).status, 403);
  assert.equal((await come(open, 'P3', { ...https, 'Client-Cert': item(leaf) })).status, 403);
  await come(open, 'FAR', { 'X-Forwarded-For': '198.51.100.7' });
  const { rows } = await open.pool.query(`select remote_address from charging_station where id = 'FAR'`);
  assert.equal(rows[0].remote_address, '127.0.0.1');
});

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { after, before, test } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';
import { startUploads } from '../../../graph/uploads/server.js';
import { readSettings } from '../../../platform/settings.js';
import { filesOf, type Made, make, serverAuth } from '../../support/certificates.js';
import { until } from '../../support/until.js';
import type { Charger } from '../charger.js';
import { openUploading, type Uploading } from './uploading.js';

let ca: Made;
let server: Made;
let files: Record<'cert' | 'key', string>;
let all: Uploading;
let charger: Charger;
const certify = () => make({ subject: 'CN=uploads', issuer: ca, hosts: ['127.0.0.1'], uses: [serverAuth] });

before(async () => {
  ca = await make({ subject: 'CN=Upload CA', ca: true });
  server = await certify();
  files = await filesOf({ cert: server.cert, key: server.key });
  all = await openUploading({ UPLOAD_TLS_CERT_FILE: files.cert, UPLOAD_TLS_KEY_FILE: files.key });
  charger = await all.plugIn('up', 'ocpp2.0.1');
});
after(() => all.stop());

/** Status and the SHA-256 of the certificate that was shown; on a connection of its own. */
function put(url: string, body: Buffer): Promise<{ status: number | undefined; shown: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'PUT', ca: ca.cert, agent: false }, (response) => {
      const shown = (response.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? '';
      response.resume().on('end', () => resolve({ status: response.statusCode, shown }));
    });
    asked.on('error', reject).end(body);
  });
}

test('with a certificate the port takes files by HTTPS, says so in the URL, and nothing comes in without', async () => {
  const content = randomBytes(600_001);
  const url = await all.urlFor('up', charger);
  assert.match(url, /^https:\/\/127\.0\.0\.1:\d+\/uploads\//);
  await assert.rejects(fetch(`${url.replace('https:', 'http:')}plain.log`, { method: 'PUT', body: 'x' }));
  await assert.rejects(fetch(`${url}untrusted.log`, { method: 'PUT', body: 'x' }), 'nobody known signed it');
  assert.equal((await put(`${url}secure.log`, content)).status, 201);
  const { rows } = await all.system.pool.query('select file_name, sha256 from upload');
  assert.deepEqual(rows, [
    { file_name: 'secure.log', sha256: createHash('sha256').update(content).digest('hex') },
  ]);
});

test('versions and suites that OCPP does not know are broken off', async () => {
  for (const offer of [
    { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' },
  ] as const)
    await assert.rejects(
      new Promise((resolve, reject) => {
        const socket = connect({ host: '127.0.0.1', port: all.uploads.port, ca: ca.cert, ...offer }, () => {
          socket.destroy();
          resolve(undefined);
        });
        socket.on('error', reject);
      }),
    );
});

test('a new certificate is shown as soon as its files have changed', async () => {
  const url = `https://127.0.0.1:${all.uploads.port}/uploads/nobody`;
  const before = (await put(url, Buffer.from('x'))).shown;
  assert.equal(before, server.certificate && fingerprint(server));
  const next = await certify();
  await writeFile(files.cert, next.cert);
  await writeFile(files.key, next.key);
  await until('the new one', async () => (await put(url, Buffer.from('x'))).shown === fingerprint(next));
});

const fingerprint = ({ certificate }: Made): string =>
  createHash('sha256')
    .update(Buffer.from(certificate.rawData))
    .digest('hex')
    .toUpperCase()
    .replace(/(..)(?=.)/g, '$1:');

test('half of it, or what does not fit, ends the start in words', async () => {
  const other = await certify();
  const { key } = await filesOf({ key: other.key });
  const start = (environment: Record<string, string>) =>
    startUploads({
      settings: readSettings({ UPLOAD_PORT: '0', ...environment }),
      ...{ pool: all.system.pool, broker: all.system.broker },
    });
  await assert.rejects(start({ UPLOAD_TLS_CERT_FILE: files.cert }), /UPLOAD_TLS_KEY_FILE is not set/);
  await assert.rejects(
    start({ UPLOAD_TLS_CERT_FILE: files.cert, UPLOAD_TLS_KEY_FILE: key }),
    /UPLOAD_TLS_CERT_FILE and UPLOAD_TLS_KEY_FILE have to be a certificate chain and its key/,
  );
});

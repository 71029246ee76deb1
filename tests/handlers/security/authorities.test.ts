import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { authorities } from '../../../handlers/security/authorities.js';
import { openWire, type Wire } from '../wire.js';

let wire: Wire;
let station: string;
before(async () => {
  wire = await openWire();
  station = await wire.station('asks', 'ocpp2.1');
});
after(() => wire.close());
afterEach(() => {
  for (const name of Object.keys(authorities) as (keyof typeof authorities)[]) delete authorities[name];
});

const send = (action: string, payload: object) => wire.send({ station, version: 'ocpp2.1', action, payload });
const certificate = { hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber: '1' };
const responderURL = 'http://ocsp.example';

test('a certificate authority takes one request and refuses another', async () => {
  authorities.takeSigningRequest = async (who, { csr }) => who === station && csr === 'good';
  assert.deepEqual(await send('SignCertificate', { csr: 'good' }), { status: 'Accepted' });
  assert.equal((await send('SignCertificate', { csr: 'bad' })).status, 'Rejected');
  assert.deepEqual(
    await wire.rows('select csr, status from certificate_signing_request where station_id = $1 order by id', [
      station,
    ]),
    [
      { csr: 'good', status: 'Accepted' },
      { csr: 'bad', status: 'Rejected' },
    ],
  );
});

test('the same question that was refused before is answered once somebody outside does', async () => {
  const ask = () => send('GetCertificateStatus', { ocspRequestData: { ...certificate, responderURL } });
  assert.equal((await ask()).status, 'Failed');
  authorities.askResponder = async (asked, url) =>
    asked.serialNumber === '1' && url === responderURL ? 'MIIB' : undefined;
  assert.deepEqual(await ask(), { status: 'Accepted', ocspResult: 'MIIB' });
  assert.deepEqual(await wire.rows(`select status from certificate_query where kind = 'STATUS'`), [
    { status: 'Accepted' },
  ]);
});

test('a contract provider and a revocation list are asked with what the station sent', async () => {
  authorities.askContractProvider = async (exi, schema) => `${exi} by ${schema}`;
  const payload = { iso15118SchemaVersion: 'v20', action: 'Install', exiRequest: 'exi' };
  assert.deepEqual(await send('Get15118EVCertificate', payload), {
    status: 'Accepted',
    exiResponse: 'exi by v20',
  });
  const nextUpdate = new Date('2030-01-01T00:00:00.000Z');
  authorities.askRevocation = async (_, source, urls) => ({
    status: source === 'CRL' && urls.length === 1 ? 'Good' : 'Unknown',
    nextUpdate,
  });
  const certificateStatusRequests = [{ certificateHashData: certificate, source: 'CRL', urls: ['u'] }];
  assert.deepEqual(await send('GetCertificateChainStatus', { certificateStatusRequests }), {
    certificateStatus: [
      {
        certificateHashData: certificate,
        source: 'CRL',
        status: 'Good',
        nextUpdate: nextUpdate.toISOString(),
      },
    ],
  });
});

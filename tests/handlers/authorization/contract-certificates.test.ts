import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { authorities } from '../../../handlers/security/authorities.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
const asked = authorities.askRevocation;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`insert into id_token (id_token, type, status) values ('CONTRACT', 'eMAID', 'ACCEPTED'),
    ('BLOCKED', 'eMAID', 'BLOCKED')`);
});
after(() => wire.close());
const restore = () => {
  if (asked) authorities.askRevocation = asked;
  else delete authorities.askRevocation;
};
afterEach(restore);

const hash = (serialNumber: string) => ({
  ...{ hashAlgorithm: 'SHA256', issuerNameHash: 'a', issuerKeyHash: 'b', serialNumber },
  responderURL: 'http://ocsp.example',
});

for (const version of versions.filter((each) => each !== 'ocpp1.6')) {
  const authorize = async (more: object, idToken = 'CONTRACT') => {
    const station = `contract ${version}`;
    const payload = { idToken: { idToken, type: 'eMAID' }, ...more };
    const answer = await wire.send({ station, version, action: 'Authorize', payload });
    return [answer.idTokenInfo.status, answer.certificateStatus];
  };
  const chain = (...serials: string[]) => ({ iso15118CertificateHashData: serials.map(hash) });

  test(`${version}: C_50 C_51 a contract is let in when all its certificates are good, and not when one is revoked`, async () => {
    await wire.station(`contract ${version}`, version);
    const looked: unknown[] = [];
    authorities.askRevocation = async (certificate, source, urls) => {
      looked.push([certificate.serialNumber, source, urls]);
      const status = ({ 1: 'Good', 2: 'Revoked' } as const)[certificate.serialNumber] ?? 'Unknown';
      return { status, nextUpdate: new Date() };
    };
    assert.deepEqual(await authorize(chain('1', '1')), ['Accepted', 'Accepted']);
    assert.deepEqual(looked[0], ['1', 'OCSP', ['http://ocsp.example']]);
    assert.deepEqual(await authorize(chain('1', '2')), ['Invalid', 'CertificateRevoked']);
    assert.deepEqual(await authorize(chain('1', '3')), ['Invalid', 'CertChainError']);
    assert.deepEqual(await authorize(chain('1'), 'BLOCKED'), ['Blocked', 'Accepted']);
    assert.deepEqual(await authorize(chain('1'), 'NOBODY'), ['Unknown', 'Accepted']);
  });

  test(`${version}: C_52 what nobody here can look up or check is not let in unseen`, async () => {
    delete authorities.askRevocation;
    assert.deepEqual(await authorize(chain('1')), ['Invalid', 'CertChainError']);
    assert.deepEqual(await authorize({ certificate: '-----BEGIN CERTIFICATE-----' }), [
      'Invalid',
      'CertChainError',
    ]);
    assert.deepEqual(await authorize({ certificate: '' }), ['Invalid', 'NoCertificateAvailable']);
    assert.deepEqual(await authorize({}), ['Accepted', undefined]);
  });
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashOf } from '../../../ocpp/certificate-hash.js';
import { filesOf, type Made, make } from '../../support/certificates.js';
import { openResponder, type Responder } from '../../support/ocsp-responder.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
let root: Made;
/** What each says of whatever it is asked about. */
let responders: Record<'good' | 'revoked' | 'unknown', Responder>;
before(async () => {
  root = await make({ subject: 'CN=Contract root', ca: true });
  const { roots } = await filesOf({ roots: root.cert });
  wire = await openWire({ OUTBOUND_PRIVATE: 'true', V2G_ROOT_FILE: roots });
  await wire.pool.query(`insert into id_token (id_token, type, status) values ('CONTRACT', 'eMAID', 'ACCEPTED'),
    ('BLOCKED', 'eMAID', 'BLOCKED')`);
  const [good, revoked, unknown] = [
    await openResponder(root),
    await openResponder(root),
    await openResponder(root),
  ];
  Object.assign(revoked, { behaviour: 'revoked' });
  Object.assign(unknown, { behaviour: 'unknown' });
  responders = { good, revoked, unknown };
});
after(async () => {
  await wire.close();
  for (const responder of Object.values(responders)) await responder.close();
});

const hash = (status: keyof typeof responders) => ({
  ...hashOf(root.certificate, root.certificate),
  responderURL: responders[status].url,
});

for (const version of versions.filter((each) => each !== 'ocpp1.6')) {
  const authorize = async (more: object, idToken = 'CONTRACT') => {
    const station = `contract ${version}`;
    const payload = { idToken: { idToken, type: 'eMAID' }, ...more };
    const answer = await wire.send({ station, version, action: 'Authorize', payload });
    return [answer.idTokenInfo.status, answer.certificateStatus];
  };
  const chain = (...statuses: (keyof typeof responders)[]) => ({
    iso15118CertificateHashData: statuses.map(hash),
  });

  test(`${version}: C_50 C_51 a contract is let in when all its certificates are good, and not when one is revoked`, async () => {
    await wire.station(`contract ${version}`, version);
    assert.deepEqual(await authorize(chain('good', 'good')), ['Accepted', 'Accepted']);
    assert.deepEqual(await authorize(chain('good', 'revoked')), ['Invalid', 'CertificateRevoked']);
    assert.deepEqual(await authorize(chain('good', 'unknown')), ['Invalid', 'CertChainError']);
    assert.deepEqual(await authorize(chain('good'), 'BLOCKED'), ['Blocked', 'Accepted']);
    assert.deepEqual(await authorize(chain('good'), 'NOBODY'), ['Unknown', 'Accepted']);
  });

  test(`${version}: C_52 what nobody here can look up or check is not let in unseen`, async () => {
    const nowhere = { ...hash('good'), responderURL: 'http://127.0.0.1:1/' };
    assert.deepEqual(await authorize({ iso15118CertificateHashData: [nowhere] }), [
      'Invalid',
      'CertChainError',
    ]);
    const contract = await make({ subject: 'CN=CONTRACT', issuer: root });
    assert.deepEqual(await authorize({ certificate: contract.cert }), ['Accepted', 'Accepted']);
    const stranger = await make({ subject: 'CN=CONTRACT' });
    assert.deepEqual(await authorize({ certificate: stranger.cert }), ['Invalid', 'CertChainError']);
    assert.deepEqual(await authorize({ certificate: '-----BEGIN CERTIFICATE-----' }), [
      'Invalid',
      'CertChainError',
    ]);
    assert.deepEqual(await authorize({ certificate: '' }), ['Invalid', 'NoCertificateAvailable']);
    assert.deepEqual(await authorize({}), ['Accepted', undefined]);
  });
}

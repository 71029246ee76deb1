import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFleet } from '../../simulator/fleet.js';
import { withoutRabbit } from '../support/broker.js';
import { filesOf, make, serverAuth } from '../support/certificates.js';
import { until } from '../support/until.js';
import { openChain } from './chain.js';

/** One certificate for both ports. */
async function secured(): Promise<{ ca: string; environment: Record<string, string> }> {
  const ca = await make({ subject: 'CN=Own CA', ca: true });
  const server = await make({ subject: 'CN=ports', issuer: ca, hosts: ['127.0.0.1'], uses: [serverAuth] });
  const { cert, key } = await filesOf({ cert: server.cert, key: server.key });
  return {
    ca: ca.cert,
    environment: {
      ...{ TLS_CERT_FILE: cert, TLS_KEY_FILE: key },
      ...{ UPLOAD_TLS_CERT_FILE: cert, UPLOAD_TLS_KEY_FILE: key },
    },
  };
}

for (const by of ['HTTP', 'HTTPS'] as const)
  test(`stations of every version upload their logs by ${by} when asked, and what is downloaded is what they sent`, {
    skip: withoutRabbit,
  }, async () => {
    const tls = by === 'HTTPS' ? await secured() : undefined;
    const chain = await openChain(tls ? { environment: tls.environment } : {});
    const fleet = startFleet({
      ...{ url: tls ? chain.secureUrl : chain.url, stations: 3, version: 'mixed', speed: 100 },
      credentials: () => (tls ? { ca: tls.ca } : {}),
    });
    try {
      for (const station of fleet.stations) {
        await station.until(({ isOnline }) => isOnline);
        const { getLog } = await chain.read(
          `mutation ($id: ID!) { getLog(stationId: $id) { state answer { accepted } } }`,
          {
            id: station.id,
          },
        );
        assert.deepEqual(getLog, { state: 'ANSWERED', answer: { accepted: true } });
        const upload = await until(`the log of ${station.id}`, async () => {
          const read = await chain.read(
            `query ($id: ID!) { station(id: $id) { logRequests { nodes { state upload { fileName sizeBytes downloadUrl } } } } }`,
            { id: station.id },
          );
          const [request] = read.station.logRequests.nodes;
          return request.state === 'DONE' && request.upload;
        });
        const file = await chain.get(upload.downloadUrl);
        const content = await file.text();
        assert.deepEqual(station.logs.last, { name: upload.fileName, content });
        assert.match(content, new RegExp(station.id));
      }
      const { uploads } = await chain.read('{ uploads { totalCount } }');
      assert.equal(uploads.totalCount, 3);
    } finally {
      await fleet.stop();
      await chain.stop();
    }
  });

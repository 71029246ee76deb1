import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFleet } from '../../simulator/fleet.js';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { openChain } from './chain.js';

test('stations of every version upload their logs when asked, and what is downloaded is what they sent', {
  skip: withoutRabbit,
}, async () => {
  const chain = await openChain();
  const fleet = startFleet({ url: chain.url, stations: 3, version: 'mixed', speed: 100 });
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFleet } from '../../simulator/fleet.js';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { type Chain, type Data, openChain } from './chain.js';

/** Everything that a subscriber sees of a campaign, and whether its stream has ended. */
function follow(chain: Chain, id: string): { seen: Data[]; ended: () => boolean } {
  const seen: Data[] = [];
  let ended = false;
  const query = `subscription ($id: ID!) { campaignProgress(id: $id) { state over
    counts { total pending underWay done failed } campaign { name } } }`;
  chain.client().subscribe<Data>(
    { query, variables: { id } },
    {
      next: ({ data }) => seen.push(data.campaignProgress),
      error: (error) => assert.fail(JSON.stringify(error)),
      complete: () => {
        ended = true;
      },
    },
  );
  return { seen, ended: () => ended };
}

test('firmware for 30 stations of all versions, five at a time, paused half-way: one fails, the others run the new version', {
  skip: withoutRabbit,
}, async () => {
  const chain = await openChain();
  const fleet = startFleet({ url: chain.url, stations: 30, version: 'mixed', speed: 100 });
  try {
    await Promise.all(fleet.stations.map((station) => station.until(({ isOnline }) => isOnline)));
    fleet.station('SIM0008').firmware.wornOut = true;
    const { createCampaign } = await chain.read(
      `mutation { createCampaign(input: { name: "Firmware 2.1.0" filter: { search: "SIM" } concurrency: 5
        call: { updateFirmware: { location: "https://example.com/fw-2.1.0.bin" version: "2.1.0" } } }) { id counts { total } } }`,
    );
    assert.equal(createCampaign.counts.total, 30);
    const { id } = createCampaign;
    const { seen, ended } = follow(chain, id);

    const done = () => seen.at(-1)?.counts.done ?? 0;
    await until('some are done', () => done() >= 5, { ms: 60_000 });
    await chain.read(`mutation { pauseCampaign(id: "${id}") { state } }`);
    const { counts: paused } = await until(
      'what was under way has come to its end',
      () => {
        const last = seen.at(-1);
        return last.state === 'PAUSED' && last.counts.underWay === 0 && last;
      },
      { ms: 60_000 },
    );
    assert.ok(paused.pending > 0 && paused.done < 29, JSON.stringify(paused));
    assert.equal(ended(), false, 'paused is not over');
    await chain.read(`mutation { resumeCampaign(id: "${id}") { state } }`);
    await until('it is over', ended, { ms: 90_000 });

    const { counts, state, over, campaign: named } = seen.at(-1);
    assert.deepEqual(
      { counts, state, over, named },
      {
        counts: { total: 30, pending: 0, underWay: 0, done: 29, failed: 1 },
        ...{ state: 'DONE', over: true, named: { name: 'Firmware 2.1.0' } },
      },
    );
    assert.ok(seen.length >= 5, 'it was told in between');
    for (const { counts } of seen) {
      assert.ok(counts.underWay <= 5, JSON.stringify(counts));
      assert.equal(counts.pending + counts.underWay + counts.done + counts.failed, 30);
    }

    const { campaign } = await chain.read(
      `{ campaign(id: "${id}") { stations(filter: { state: [FAILED] }) { nodes { stationId reason attempts command { state } } } } }`,
    );
    assert.deepEqual(campaign.stations.nodes, [
      {
        ...{ stationId: 'SIM0008', reason: 'it told InstallationFailed', attempts: 1 },
        command: { state: 'ANSWERED' },
      },
    ]);
    // The simulated stations boot with what they installed.
    await until(
      'all but one tell of it',
      async () => {
        const { firmwareUpdates } = await chain.read(
          '{ firmwareUpdates(first: 50) { nodes { state runsWantedVersion versionBefore versionAfter requestId } } }',
        );
        const good = firmwareUpdates.nodes.filter((each: Data) => each.runsWantedVersion);
        return (
          good.length === 29 &&
          good.every((each: Data) => each.versionBefore === '1.0.0' && each.versionAfter === '2.1.0')
        );
      },
      { ms: 30_000 },
    );
    const { rows } = await chain.pool.query(
      'select count(*)::int as asked, count(distinct request_id)::int as numbers, count(request_id)::int as numbered from firmware_update',
    );
    assert.deepEqual(
      rows,
      [{ asked: 30, numbers: 20, numbered: 20 }],
      'each once, under a number of its own',
    );
  } finally {
    await fleet.stop();
    await chain.stop();
  }
});

test('logs of a whole fleet come in by one campaign', { skip: withoutRabbit }, async () => {
  const chain = await openChain();
  const fleet = startFleet({ url: chain.url, stations: 6, version: 'mixed', speed: 100 });
  try {
    await Promise.all(fleet.stations.map((station) => station.until(({ isOnline }) => isOnline)));
    const { createCampaign } = await chain.read(
      `mutation { createCampaign(input: { name: "Logs" filter: { search: "SIM" } call: { getLog: {} } }) { id } }`,
    );
    const { ended, seen } = follow(chain, createCampaign.id);
    await until('it is over', ended, { ms: 60_000 });
    assert.equal(seen.at(-1).counts.done, 6);
    const { uploads } = await chain.read('{ uploads { nodes { stationId fileName downloadUrl } } }');
    assert.equal(uploads.nodes.length, 6);
    for (const { stationId, fileName, downloadUrl } of uploads.nodes) {
      const content = await (await chain.get(downloadUrl)).text();
      assert.deepEqual(fleet.station(stationId).logs.last, { name: fileName, content });
    }
  } finally {
    await fleet.stop();
    await chain.stop();
  }
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startHandlers } from '../../../handlers/start.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { until } from '../../support/until.js';
import { type Commanding, openCommanding } from '../commanding.js';

let all: Commanding;
before(async () => {
  all = await openCommanding(new LocalBroker());
});
after(() => all.stop());

const versions = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];

/** Stations `prefix0`, `prefix1`, … of the versions in turn. */
const plugIn = (prefix: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, i) => all.plugIn(`${prefix}${i}`, versions[i % 3] as string)),
  );

const counts = 'counts { total pending underWay done failed skipped expired canceled }';

const create = async (input: string): Promise<string> => {
  const { createCampaign } = await all.graph.read(`mutation { createCampaign(input: { ${input} }) { id } }`);
  return createCampaign.id;
};

const read = async (id: string) =>
  (
    await all.graph.read(
      `query ($id: ID!) { campaign(id: $id) { name state pauseReason endedAt ${counts}
      stations(first: 100) { nodes { stationId state reason attempts startedAt endedAt
        command { action state answer errorCode payload requestedBy } } } } }`,
      { id },
    )
  ).campaign;

const over = (id: string) =>
  until(
    'the end of the campaign',
    async () => {
      const campaign = await read(id);
      return campaign.endedAt && campaign;
    },
    { ms: 40_000 },
  );

// biome-ignore lint/suspicious/noExplicitAny: what comes back is asserted on, field by field
const states = (campaign: any) =>
  Object.fromEntries(
    campaign.stations.nodes.map((each: { stationId: string; state: string }) => [each.stationId, each.state]),
  );

test('a wish of ours goes to each version in its own words, and the result of each station is told', async () => {
  const chargers = await plugIn('avail', 6);
  const seen: object[] = [];
  all.replies.set('ChangeAvailability', (payload) => {
    seen.push(payload);
    return { status: seen.length === 4 ? 'Rejected' : 'Accepted' };
  });
  const id = await create(
    `name: "Out of service" filter: { search: "avail" } call: { changeAvailability: { operationalStatus: INOPERATIVE } }`,
  );
  const campaign = await over(id);
  assert.equal(campaign.state, 'DONE');
  const { total, done, failed, pending, underWay } = campaign.counts;
  assert.deepEqual([total, done, failed, pending, underWay], [6, 5, 1, 0, 0]);
  assert.deepEqual(chargers[0]?.calls.at(-1)?.payload, { connectorId: 0, type: 'Inoperative' });
  assert.deepEqual(chargers[1]?.calls.at(-1)?.payload, { operationalStatus: 'Inoperative' });
  for (const station of campaign.stations.nodes) {
    assert.equal(station.command.state, 'ANSWERED');
    assert.equal(station.attempts, 1);
    assert.ok(station.startedAt <= station.endedAt);
    assert.equal(station.state, station.command.answer.status === 'Accepted' ? 'DONE' : 'FAILED');
    assert.match(station.command.requestedBy, /^campaign \d+: Out of service$/);
  }
  const failedOnes = await all.graph.read(
    `{ campaign(id: "${id}") { stations(filter: { state: [FAILED] }) { totalCount nodes { reason station { id } } } } }`,
  );
  assert.equal(failedOnes.campaign.stations.totalCount, 1);
  assert.equal(failedOnes.campaign.stations.nodes[0].reason, 'it answered Rejected');
});

test('messages word for word: one a version, the others are skipped with the reason', async () => {
  await plugIn('word', 3);
  all.replies.set('ClearCache', () => ({ status: 'Accepted' }));
  const enums = await all.graph.read('{ __type(name: "OcppVersion") { enumValues { name } } }');
  const names = enums.__type.enumValues.map(({ name }: { name: string }) => name);
  const [v16, v201] = names;
  const campaign = await over(
    await create(`name: "Clear" stationIds: ["word0", "word1", "word2"] call: { messages: [
      { ocppVersion: ${v16} action: "ClearCache" }, { ocppVersion: ${v201} action: "ClearCache" }] }`),
  );
  assert.deepEqual(states(campaign), { word0: 'DONE', word1: 'DONE', word2: 'SKIPPED' });
  assert.match(campaign.stations.nodes[2].reason, /no message for ocpp2.1/);
});

test('what breaks a schema is refused when it is made, with the findings of a direct command', async () => {
  const enums = await all.graph.read('{ __type(name: "OcppVersion") { enumValues { name } } }');
  const [v16] = enums.__type.enumValues.map(({ name }: { name: string }) => name);
  const ask = (input: string) =>
    all.graph.ask(`mutation { createCampaign(input: { name: "x" ${input} }) { id } }`);
  const broken = await ask(
    `filter: {} call: { messages: [{ ocppVersion: ${v16} action: "Reset" payload: { type: "Sideways" } }] }`,
  );
  const error = broken.errors?.[0] as unknown as {
    extensions: { code: string; findings: { path: string; rule: string }[] };
  };
  assert.equal(error.extensions.code, 'BAD_USER_INPUT');
  assert.deepEqual(
    [error.extensions.findings[0]?.path, error.extensions.findings[0]?.rule],
    ['/type', 'enum'],
  );
  for (const [input, code] of [
    [`filter: {} call: { messages: [{ ocppVersion: ${v16} action: "BootNotification" }] }`, 'BAD_USER_INPUT'],
    [`filter: {} call: {}`, 'BAD_USER_INPUT'],
    [`filter: {} call: { reset: {} triggerMessage: { message: Heartbeat } }`, 'BAD_USER_INPUT'],
    [`call: { reset: {} }`, 'BAD_USER_INPUT'],
    [`filter: {} locationId: "1" call: { reset: {} }`, 'BAD_USER_INPUT'],
    [`filter: { search: "nobody at all" } call: { reset: {} }`, 'BAD_USER_INPUT'],
    [`stationIds: ["word0", "nobody"] call: { reset: {} }`, 'NOT_FOUND'],
    [`filter: {} concurrency: 0 call: { reset: {} }`, 'BAD_USER_INPUT'],
    [`filter: {} call: { updateFirmware: { location: "http://x" signature: "x" } }`, 'BAD_USER_INPUT'],
    [`filter: {} call: { getLog: {} }`, 'BAD_USER_INPUT'],
  ] as const)
    assert.equal((await ask(input)).errors?.[0]?.extensions.code, code, input);
  const { campaigns } = await all.graph.read('{ campaigns(filter: { search: "x" }) { totalCount } }');
  assert.equal(campaigns.totalCount, 0, 'nothing of them is left');
});

test('never more at once than it may, also with several handlers', async () => {
  const others = [
    await startHandlers({ ...all.system, settings: all.system.settings }),
    await startHandlers({ ...all.system, settings: all.system.settings }),
  ];
  await plugIn('many', 12);
  let now = 0;
  let most = 0;
  all.replies.set('Reset', async () => {
    most = Math.max(most, ++now);
    await new Promise((done) => setTimeout(done, 60));
    now--;
    return { status: 'Accepted' };
  });
  const campaign = await over(
    await create(`name: "Reset" filter: { search: "many" } concurrency: 3 call: { reset: {} }`),
  );
  assert.equal(campaign.counts.done, 12);
  assert.ok(most <= 3 && most >= 2, `${most} at once`);
  const { rows } = await all.system.pool.query(
    `select count(*)::int as n from command where station_id like 'many%' and action = 'Reset'`,
  );
  assert.equal(rows[0].n, 12, 'each once');
  for (const each of others) await each.stop();
});

test('a station that failed is asked again, as often as said, and later anew', async () => {
  await plugIn('retry', 2);
  let asked = 0;
  all.replies.set('Reset', () => ({ status: ++asked < 3 ? 'Rejected' : 'Accepted' }));
  const first = await over(
    await create(`name: "Again" stationIds: ["retry0"] retries: 2 backoffSeconds: 0 call: { reset: {} }`),
  );
  assert.deepEqual([first.stations.nodes[0].state, first.stations.nodes[0].attempts], ['DONE', 3]);

  all.replies.set('Reset', () => ({ error: 'InternalError' }));
  const id = await create(
    `name: "Fails" stationIds: ["retry1"] retries: 1 backoffSeconds: 0 call: { reset: {} }`,
  );
  const failed = await over(id);
  assert.deepEqual([failed.stations.nodes[0].state, failed.stations.nodes[0].attempts], ['FAILED', 2]);
  assert.match(failed.stations.nodes[0].reason, /InternalError/);
  all.replies.set('Reset', () => ({ status: 'Accepted' }));
  await all.graph.read(`mutation { retryFailed(id: "${id}") { state } }`);
  assert.equal((await over(id)).stations.nodes[0].state, 'DONE');
  const none = await all.graph.ask(`mutation { retryFailed(id: "${id}") { state } }`);
  assert.equal(none.errors?.[0]?.extensions.code, 'CONFLICT');
});

test('an answer that comes late makes another attempt needless', async () => {
  const [charger] = await plugIn('late', 1);
  all.replies.delete('Reset');
  const id = await create(
    `name: "Late" stationIds: ["late0"] retries: 3 backoffSeconds: 600 call: { reset: {} }`,
  );
  const waiting = await until('it waits', async () => {
    const [station] = (await read(id)).stations.nodes;
    return station.state === 'PENDING' && station.attempts === 1 && station;
  });
  assert.equal(waiting.reason, 'it did not answer in time');
  charger?.write([3, charger.calls.at(-1)?.id, { status: 'Accepted' }]);
  const [station] = (await over(id)).stations.nodes;
  assert.deepEqual([station.state, station.attempts], ['DONE', 1]);
});

test('stations that are offline are waited for, skipped, or expire', async () => {
  const [, absent] = await plugIn('off', 2);
  await absent?.leave();
  await until(
    'offline',
    async () => !(await all.graph.read('{ station(id: "off1") { online } }')).station.online,
  );
  all.replies.set('Reset', () => ({ status: 'Accepted' }));
  const both = 'stationIds: ["off0", "off1"] call: { reset: {} }';
  const skipped = await over(await create(`name: "Skip" whenOffline: SKIP ${both}`));
  assert.deepEqual(states(skipped), { off0: 'DONE', off1: 'SKIPPED' });
  const expired = await over(await create(`name: "Expire" expiresInSeconds: 1 ${both}`));
  assert.deepEqual(states(expired), { off0: 'DONE', off1: 'EXPIRED' });

  const id = await create(`name: "Wait" ${both}`);
  await until('the other is done', async () => (await read(id)).counts.done === 1);
  assert.equal((await read(id)).counts.pending, 1);
  await all.plugIn('off1', 'ocpp2.1');
  assert.deepEqual(states(await over(id)), { off0: 'DONE', off1: 'DONE' });
});

test('it pauses by itself when too many fail, goes on when told, and is called off', async () => {
  await plugIn('stop', 10);
  let fails = true;
  all.replies.set('Reset', () => ({ status: fails ? 'Rejected' : 'Accepted' }));
  const id = await create(
    `name: "Stop" filter: { search: "stop" } concurrency: 1 stopPercent: 20 call: { reset: {} }`,
  );
  const paused = await until(
    'it pauses',
    async () => {
      const campaign = await read(id);
      return campaign.state === 'PAUSED' && campaign;
    },
    { ms: 20_000 },
  );
  assert.equal(paused.counts.failed, 3);
  assert.equal(paused.pauseReason, '3 of 10 stations failed: more than 20 percent');
  const twice = await all.graph.ask(`mutation { pauseCampaign(id: "${id}") { state } }`);
  assert.equal(twice.errors?.[0]?.extensions.code, 'CONFLICT');
  fails = false;
  await all.graph.read(`mutation { resumeCampaign(id: "${id}") { state } }`);
  await until('it goes on', async () => (await read(id)).counts.done > 0, { ms: 20_000 });
  const { cancelCampaign } = await all.graph.read(`mutation { cancelCampaign(id: "${id}") { state } }`);
  assert.equal(cancelCampaign.state, 'CANCELED');
  const canceled = await over(id);
  assert.equal(canceled.state, 'CANCELED');
  assert.equal(canceled.counts.pending + canceled.counts.underWay, 0);
  const gone = await all.graph.ask(`mutation { resumeCampaign(id: "999999") { state } }`);
  assert.equal(gone.errors?.[0]?.extensions.code, 'NOT_FOUND');
});

test('a wish that takes several calls in 1.6 is done when all are', async () => {
  await plugIn('vars', 2);
  all.replies.set('ChangeConfiguration', ({ key }) => ({ status: key === 'B' ? 'Rejected' : 'Accepted' }));
  all.replies.set('SetVariables', () => ({
    setVariableResult: ['A', 'B'].map((name) => ({
      ...{ attributeStatus: 'Accepted', component: { name: 'C' }, variable: { name } },
    })),
  }));
  const campaign = await over(
    await create(`name: "Set" filter: { search: "vars" } call: { setVariables: [
      { component: "C" variable: "A" value: "1" }, { component: "C" variable: "B" value: "2" }] }`),
  );
  assert.deepEqual(states(campaign), { vars0: 'FAILED', vars1: 'DONE' });
  const { rows } = await all.system.pool.query(
    `select d.payload ->> 'key' as key from campaign_command c join command d on d.id = c.command_id where c.station_id = 'vars0' order by c.place`,
  );
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['A', 'B'],
  );
});

test('with a key of the caller’s it is made once', async () => {
  all.replies.set('Reset', () => ({ status: 'Accepted' }));
  const input = `name: "Once" stationIds: ["vars0"] idempotencyKey: "c" call: { reset: {} }`;
  assert.equal(await create(input), await create(input));
  const other = await all.graph.ask(
    `mutation { createCampaign(input: { name: "Other" stationIds: ["vars0"] idempotencyKey: "c" call: { reset: {} } }) { id } }`,
  );
  assert.equal(other.errors?.[0]?.extensions.code, 'CONFLICT');
});

test('tens of thousands of stations are entered at once, and counted', async () => {
  await all.system.pool.query(
    `insert into charging_station (id, ocpp_version) select 'huge' || n, (array['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'])[1 + n % 3] from generate_series(1, 30000) n`,
  );
  const began = Date.now();
  const id = await create(
    `name: "Huge" filter: { search: "huge" } call: { getLog: { type: DATA_COLLECTOR location: "https://x" } }`,
  );
  assert.ok(Date.now() - began < 20_000);
  const campaign = await read(id);
  assert.deepEqual(
    [campaign.counts.total, campaign.counts.skipped, campaign.counts.pending],
    [30_000, 20_000, 10_000],
  );
  await all.graph.read(`mutation { cancelCampaign(id: "${id}") { state } }`);
  assert.equal((await over(id)).counts.canceled, 10_000);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import type { OcppVersion } from '../../ocpp/versions.js';
import { withoutRabbit } from '../support/broker.js';
import { tablesHolding } from '../support/kept.js';
import { type Roles, startRoles } from '../support/roles.js';
import { until } from '../support/until.js';
import { type Answer, type Dialect, dialects, marked } from './secret-dialects.js';

let roles: Roles;
before(async () => {
  if (!withoutRabbit) roles = await startRoles({ SECRET: 'a secret of this story' });
});
after(() => roles?.stop());

/** A station that quotes what it is told wherever it can. */
async function connect(id: string, version: OcppVersion, password: string, answers: Record<string, Answer>) {
  const socket = new WebSocket(`${roles.gateway}/${id}?password=${marked}-in-the-url`, version, {
    headers: { authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}` },
  });
  const heard: string[] = [];
  const answered = new Map<string, (frame: unknown[]) => void>();
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    if (frame[0] !== 2) return answered.get(frame[1])?.(frame);
    heard.push(String(data));
    const answer = answers[frame[2]]?.(frame[3]) ?? [4, 'NotSupported', '', {}];
    socket.send(JSON.stringify([answer[0], frame[1], ...answer.slice(1)]));
  });
  await once(socket, 'open');
  let count = 0;
  return {
    heard,
    send: (frame: string) => socket.send(frame),
    call(action: string, payload: object) {
      const id = `c${++count}`;
      const reply = new Promise<unknown[]>((resolve) => answered.set(id, resolve));
      socket.send(JSON.stringify([2, id, action, payload]));
      return reply;
    },
    async leave() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

for (const [version, dialect] of Object.entries(dialects) as [OcppVersion, Dialect][])
  test(`${version}: no password stays anywhere, whichever way it goes`, { skip: withoutRabbit }, async () => {
    const { prefix, boot, told, waits, answers, tells } = dialect;
    const id = `keeps ${version}`;
    const password = `${marked}-of-the-station`;
    const give = (action: string, request: object, options = '') =>
      roles.ask(
        `mutation ($id: ID!, $request: ${prefix[0]?.toUpperCase()}${prefix.slice(1)}${action}Request!) {
          it: ${prefix}${action}(stationId: $id, request: $request ${options}) { state errorDescription raw command { id } } }`,
        { id, request },
      );
    await roles.ask(
      'mutation ($id: ID!, $password: String!) { createStation(input: { id: $id, securityProfile: 1, registrationStatus: ACCEPTED, password: $password }) { id } }',
      { id, password },
    );
    await assert.rejects(connect(id, version, `${marked}-wrong`, {}), /401/);
    const first = await connect(id, version, password, answers);
    assert.equal((await first.call('BootNotification', boot))[0], 3);
    for (const [action, payload] of told) {
      const { it } = await give(action, payload);
      assert.match(it.state, /ANSWERED|CALL_ERROR/, `${action} ${JSON.stringify(it)}`);
    }
    await roles.ask(
      `mutation ($id: ID!, $data: JSON!) { transferData(stationId: $id, vendorId: "V", data: $data) { state } }`,
      { id, data: { pin: `${marked}-pin` } },
    );
    for (const [action, payload] of tells) assert.equal((await first.call(action, payload))[0], 3, action);
    first.send(`[9, "odd", {"password": "${marked}-malformed"}]`);
    first.send(`[2, "cut", "ChangeConfiguration", {"password": "${marked}-cut`);
    const got = first.heard.join();
    for (const secret of JSON.stringify(told).match(/hush-[\w-]+/g) ?? [])
      assert.ok(got.includes(secret), `the station itself is told ${secret}`);
    await first.leave();
    await until(
      'offline',
      async () =>
        !(await roles.ask('query ($id: ID!) { station(id: $id) { online } }', { id })).station.online,
    );

    const { it } = await give(...waits, ', whenOffline: QUEUE');
    assert.equal(it.state, 'QUEUED');
    const { campaign } = await roles.ask(
      `mutation ($input: CampaignInput!) { campaign: createCampaign(input: $input) { id calls } }`,
      {
        input: {
          ...{ name: `campaign of ${version}`, stationIds: [id] },
          call: {
            messages: [
              {
                ocppVersion: version.toUpperCase().replace('OCPP', 'OCPP_').replaceAll('.', '_'),
                action: waits[0],
                payload: JSON.parse(JSON.stringify(waits[1]).replace('-waits', '-campaign')),
              },
            ],
          },
        },
      },
    );
    assert.doesNotMatch(JSON.stringify(campaign), /hush|sealed/);
    const second = await connect(id, version, password, answers);
    await second.call('BootNotification', boot);
    await until(
      'the rest is told',
      async () => {
        const all = second.heard.join();
        return all.includes(`${marked}-waits`) && all.includes(`${marked}-campaign`);
      },
      { ms: 20_000 },
    );
    await until(
      'the campaign is over',
      async () => {
        const { campaign: now } = await roles.ask('query ($id: ID!) { campaign(id: $id) { state } }', {
          id: campaign.id,
        });
        return now.state === 'DONE';
      },
      { ms: 20_000 },
    );
    await second.leave();
    await until('the trace is written', async () => {
      const { rows } = await roles.pool.query(
        `select count(*)::int as frames from station_message where station_id = $1`,
        [id],
      );
      return rows[0].frames >= told.length + tells.length + 7;
    });
    assert.deepEqual(await tablesHolding(roles.pool, marked), []);
    // They are kept, only without what is secret.
    for (const table of ['command', 'station_message', 'station_event', 'audit', 'data_transfer', 'campaign'])
      assert.ok((await tablesHolding(roles.pool, '**********')).includes(table), table);
    for (const run of roles.runs) assert.doesNotMatch(run.output(), new RegExp(marked));
  });

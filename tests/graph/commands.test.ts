import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Charger } from './charger.js';
import { brokers, type Commanding, openCommanding, outcome, until } from './commanding.js';

for (const { name, skip, open } of brokers)
  describe(`commands over ${name}`, { skip }, () => {
    let { system, graph, replies, plugIn, stop } = {} as Commanding;
    let old: Charger;
    let newer: Charger;
    before(async () => {
      ({ system, graph, replies, plugIn, stop } = await openCommanding(await open()));
      old = await plugIn('cp16', 'ocpp1.6');
      newer = await plugIn('cp201', 'ocpp2.0.1');
    });
    after(() => stop());

    const last = (charger: Charger) => charger.calls.at(-1);

    it('resolve with the charger’s own answer, in the words of its version', async () => {
      const newest = await plugIn('cp21', 'ocpp2.1');
      const info = { reasonCode: 'TxInProgress', additionalInfo: 'later' };
      replies.set('Reset', (payload) =>
        ['Hard', 'Soft'].includes(String(payload.type))
          ? { status: 'Accepted' }
          : { status: 'Scheduled', statusInfo: info },
      );
      const reset = (station: string, rest = '') =>
        graph.ask(`mutation { resetStation(stationId: "${station}" ${rest}) { ${outcome} } }`);

      const soft = (await reset('cp16')).data.resetStation;
      assert.equal(soft.state, 'ANSWERED');
      assert.deepEqual(soft.answer, { status: 'Accepted', accepted: true, statusInfo: null });
      assert.deepEqual(soft.command.answer, { status: 'Accepted' });
      assert.ok(soft.command.latencyMs >= 0 && soft.command.sentAt && soft.command.answeredAt);
      assert.deepEqual(last(old), { id: soft.command.id, action: 'Reset', payload: { type: 'Soft' } });

      const idle = (await reset('cp201', 'evseId: 1')).data.resetStation;
      assert.deepEqual(idle.answer, { status: 'Scheduled', accepted: true, statusInfo: info });
      assert.deepEqual(last(newer)?.payload, { type: 'OnIdle', evseId: 1 });

      assert.equal((await reset('cp21', 'type: IMMEDIATE_AND_RESUME')).errors, undefined);
      assert.deepEqual(last(newest)?.payload, { type: 'ImmediateAndResume' });

      for (const [station, rest] of [
        ['cp16', 'evseId: 1'],
        ['cp16', 'type: IMMEDIATE_AND_RESUME'],
        ['cp201', 'type: IMMEDIATE_AND_RESUME'],
      ] as const)
        assert.equal((await reset(station, rest)).errors?.[0]?.extensions.code, 'UNSUPPORTED');
      assert.equal((await reset('nobody')).errors?.[0]?.extensions.code, 'NOT_FOUND');
      assert.equal((await reset('cp16', 'waitMs: 120001')).errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
    });

    it('give back CALLERROR and silence, and take a late answer', async () => {
      const charger = newer;
      replies.set('Reset', () => ({ error: 'NotSupported' }));
      const ask = (rest = '') =>
        graph.read(`mutation { resetStation(stationId: "cp201" ${rest}) { ${outcome} } }`);
      const refused = (await ask()).resetStation;
      assert.deepEqual(
        [refused.state, refused.errorCode, refused.errorDescription, refused.answer],
        ['CALL_ERROR', 'NotSupported', 'not today', null],
      );
      replies.set('Reset', () => undefined);
      const pending = (await ask('waitMs: 0')).resetStation;
      assert.equal(pending.state, 'SENT');
      const silent = (await ask()).resetStation;
      assert.equal(silent.state, 'TIMED_OUT');
      charger.write([3, silent.command.id, { status: 'Accepted' }]);
      const late = await until(async () => {
        const { command } = await graph.read(`{ command(id: "${silent.command.id}") { state late answer } }`);
        return command.state === 'ANSWERED' && command;
      });
      assert.deepEqual(late, { state: 'ANSWERED', late: true, answer: { status: 'Accepted' } });
    });

    it('make one call for one key, however often and however many ask at once', async () => {
      const charger = old;
      replies.set('Reset', async () => {
        await sleep(100);
        return { status: 'Accepted' };
      });
      const key = randomUUID();
      const ask = (type: string) =>
        graph.ask(
          `mutation { resetStation(stationId: "cp16" type: ${type} idempotencyKey: "${key}") { ${outcome} } }`,
        );
      const before = charger.calls.length;
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask('IMMEDIATE')));
      answers.push(await ask('IMMEDIATE'));
      assert.deepEqual(new Set(answers.map(({ data }) => data.resetStation.state)), new Set(['ANSWERED']));
      assert.equal(new Set(answers.map(({ data }) => data.resetStation.command.id)).size, 1);
      assert.equal(charger.calls.length, before + 1);
      assert.equal((await ask('ON_IDLE')).errors?.[0]?.extensions.code, 'CONFLICT');

      const several = randomUUID();
      const set = (...keys: string[]) =>
        graph.ask(
          `mutation ($variables: [VariableValue!]!) { setVariables(stationId: "cp16" variables: $variables idempotencyKey: "${several}") { state commands { id } } }`,
          {
            variables: keys.map((variable) => ({ variable, value: '1' })),
          },
        );
      const [one, other] = await Promise.all([set('A', 'B'), set('A', 'B')]);
      assert.deepEqual(one?.data, other?.data);
      for (const keys of [['A'], ['A', 'B', 'C'], ['B', 'A']])
        assert.equal((await set(...keys)).errors?.[0]?.extensions.code, 'CONFLICT');
    });

    it('fail at once or wait for a station that is offline', async () => {
      const charger = await plugIn('cp-away', 'ocpp2.0.1');
      await charger.leave();
      await until(async () => !(await graph.read('{ station(id: "cp-away") { online } }')).station.online);
      const ask = (rest: string) =>
        graph.read(`mutation { resetStation(stationId: "cp-away" ${rest}) { ${outcome} } }`);
      assert.equal((await ask('')).resetStation.state, 'OFFLINE');
      const queued = (await ask('whenOffline: QUEUE expiresInSeconds: 600')).resetStation;
      assert.equal(queued.state, 'QUEUED');
      const short = (await ask('whenOffline: QUEUE expiresInSeconds: 1')).resetStation;
      const dropped = (await ask('whenOffline: QUEUE')).resetStation;
      const { cancelCommand } = await graph.read(
        `mutation { cancelCommand(id: "${dropped.command.id}") { state } }`,
      );
      assert.equal(cancelCommand.state, 'EXPIRED');
      const again = await graph.ask(`mutation { cancelCommand(id: "${dropped.command.id}") { state } }`);
      assert.equal(again.errors?.[0]?.extensions.code, 'CONFLICT');

      const stateOf = async ({ command: { id } }: typeof queued) =>
        (await graph.read(`{ command(id: "${id}") { state } }`)).command.state;
      await until(async () => (await stateOf(short)) === 'EXPIRED');
      replies.set('Reset', () => ({ status: 'Accepted' }));
      const back = await plugIn('cp-away', 'ocpp2.0.1');
      await until(async () => (await stateOf(queued)) === 'ANSWERED');
      assert.equal(back.calls.filter(({ action }) => action === 'Reset').length, 1);
    });

    it('tell subscribers how they go', async () => {
      const seen: string[] = [];
      const watched = graph.client().iterate<{ stationEvents: { state: string; command: { id: string } } }>({
        query:
          'subscription { stationEvents(stationIds: ["cp21"], types: [CommandUpdated]) { ... on CommandUpdated { state command { id } } } }',
      });
      const reading = (async () => {
        for await (const { data } of watched) {
          seen.push(data?.stationEvents.state ?? '');
          if (seen.at(-1) === 'ANSWERED') break;
        }
      })();
      replies.set('Reset', () => ({ status: 'Accepted' }));
      await until(async () => {
        await graph.read('mutation { resetStation(stationId: "cp21") { state } }');
        return seen.length > 0;
      });
      await reading;
      assert.ok(seen.includes('ANSWERED'));
    });

    it('know that a gateway is gone', async () => {
      const ask = (rest: string) =>
        graph.read(`mutation { resetStation(stationId: "ghost" ${rest}) { ${outcome} } }`);
      // The handlers notice by themselves, sooner or later, that nobody holds this station.
      await until(async () => {
        await system.pool.query(
          `insert into charging_station (id, ocpp_version, online, gateway_id) values ('ghost', 'ocpp1.6', true, 'gone')
           on conflict (id) do update set online = true, gateway_id = 'gone'`,
        );
        const { resetStation } = await ask('');
        assert.equal(resetStation.state, 'OFFLINE');
        return /gateway/.test(resetStation.errorDescription);
      });
      assert.equal((await ask('whenOffline: QUEUE')).resetStation.state, 'QUEUED');
    });
  });

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { LocalBroker } from '../../../platform/broker/local.js';
import type { Charger } from '../charger.js';
import { type Commanding, openCommanding, until } from '../commanding.js';

describe('a message of OCPP sent word for word', () => {
  let { graph, replies, plugIn, stop } = {} as Commanding;
  let old: Charger;
  let newer: Charger;
  before(async () => {
    ({ graph, replies, plugIn, stop } = await openCommanding(new LocalBroker()));
    old = await plugIn('cp16', 'ocpp1.6');
    newer = await plugIn('cp201', 'ocpp2.0.1');
  });
  after(() => stop());

  const unlock = (options = '', station = 'cp201') =>
    graph.ask(`mutation { sent: ocpp201UnlockConnector(stationId: "${station}", request: { evseId: 1, connectorId: 2 } ${options}) {
      state errorCode errorDescription raw findings { path } answer { status } command { id idempotencyKey expiresAt } } }`);
  const codeOf = async (asked: ReturnType<typeof unlock>) => (await asked).errors?.[0]?.extensions.code;

  it('tells of the station’s error, its silence, and its late answer', async () => {
    replies.set('UnlockConnector', () => ({ error: 'NotSupported' }));
    const { command: refused, ...refusal } = (await unlock()).data.sent;
    assert.ok(refused.id);
    assert.deepEqual(refusal, {
      state: 'CALL_ERROR',
      errorCode: 'NotSupported',
      errorDescription: 'not today',
      raw: null,
      findings: [],
      answer: null,
    });

    replies.set('UnlockConnector', () => undefined);
    assert.equal((await unlock('waitMs: 0')).data.sent.state, 'SENT');
    const silent = (await unlock()).data.sent;
    assert.deepEqual([silent.state, silent.answer], ['TIMED_OUT', null]);
    newer.write([3, silent.command.id, { status: 'Unlocked' }]);
    await until(async () => {
      const { command } = await graph.read(`{ command(id: "${silent.command.id}") { state answer } }`);
      return command.state === 'ANSWERED' && command.answer.status === 'Unlocked';
    });
  });

  it('waits for a station that is offline, and goes out once', async () => {
    const charger = await plugIn('cp-away', 'ocpp2.0.1');
    await charger.leave();
    await until(async () => !(await graph.read('{ station(id: "cp-away") { online } }')).station.online);
    assert.equal((await unlock('', 'cp-away')).data.sent.state, 'OFFLINE');
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    const queued = (await unlock(`whenOffline: QUEUE expiresAt: "${expiresAt}"`, 'cp-away')).data.sent;
    assert.deepEqual([queued.state, queued.command.expiresAt], ['QUEUED', expiresAt]);
    replies.set('UnlockConnector', () => ({ status: 'Unlocked' }));
    const back = await plugIn('cp-away', 'ocpp2.0.1');
    await until(
      async () =>
        (await graph.read(`{ command(id: "${queued.command.id}") { state } }`)).command.state === 'ANSWERED',
    );
    assert.deepEqual(
      back.calls.filter(({ action }) => action === 'UnlockConnector').map(({ payload }) => payload),
      [{ evseId: 1, connectorId: 2 }],
    );
  });

  it('is sent once for one key; another request under it is a conflict', async () => {
    replies.set('RequestStartTransaction', () => ({ status: 'Accepted' }));
    const key = randomUUID();
    const start = (remoteStartId: number) =>
      graph.ask(`mutation { sent: ocpp201RequestStartTransaction(stationId: "cp201", idempotencyKey: "${key}",
        request: { remoteStartId: ${remoteStartId}, idToken: { idToken: "T", type: Central } }) { answer { status } command { id } } }`);
    const [first, again] = [await start(7), await start(7)];
    assert.deepEqual(first?.data, again?.data);
    assert.equal(newer.calls.filter(({ action }) => action === 'RequestStartTransaction').length, 1);
    assert.equal((await start(8)).errors?.[0]?.extensions.code, 'CONFLICT');
  });

  it('must fit the station, the schema and the ranges of its options', async () => {
    assert.equal(await codeOf(unlock('', 'cp16')), 'UNSUPPORTED');
    assert.equal(await codeOf(unlock('', 'nobody')), 'NOT_FOUND');
    assert.equal(await codeOf(unlock('waitMs: 120001')), 'BAD_USER_INPUT');
    const before = old.calls.length;
    const { errors } = await graph.ask(
      `mutation { ocpp16ChangeConfiguration(stationId: "cp16", request: { key: "${'k'.repeat(51)}", value: "1" }) { state } }`,
    );
    assert.deepEqual(errors?.[0]?.extensions, {
      code: 'BAD_USER_INPUT',
      findings: [{ path: '/key', rule: 'maxLength', message: 'must NOT have more than 50 characters' }],
    });
    assert.equal(old.calls.length, before);
  });

  it('holds no field that was left out or null, and every null inside free data', async () => {
    replies.set('DataTransfer', () => ({ status: 'UnknownMessageId', data: [null, { a: null }] }));
    const { sent } = await graph.read(
      `mutation ($request: Ocpp201DataTransferRequest!) { sent: ocpp201DataTransfer(stationId: "cp201", request: $request) { answer { status data statusInfo { reasonCode } } } }`,
      { request: { vendorId: 'V', messageId: null, data: { deep: [null] }, customData: null } },
    );
    assert.deepEqual(newer.calls.at(-1)?.payload, { vendorId: 'V', data: { deep: [null] } });
    assert.deepEqual(sent.answer, {
      status: 'UnknownMessageId',
      data: [null, { a: null }],
      statusInfo: null,
    });
  });

  it('shows an answer that breaks its schema: what can be typed, the raw payload, and where it is wrong', async () => {
    const get = () =>
      graph.read(`mutation { sent: ocpp16GetConfiguration(stationId: "cp16") {
        state raw findings { path rule } answer { unknownKey configurationKey { key readonly value } } } }`);
    const odd = {
      configurationKey: [
        { key: 'A', readonly: false, value: 5 },
        { key: 'B', readonly: 'perhaps', value: 'x' },
        { key: 'C', readonly: true, more: 1 },
      ],
      unknownKey: 'D',
    };
    replies.set('GetConfiguration', () => odd);
    const { state, raw, findings, answer } = (await get()).sent;
    assert.equal(state, 'ANSWERED');
    assert.deepEqual(raw, odd);
    assert.deepEqual(findings.map(({ path }: { path: string }) => path).sort(), [
      '/configurationKey/0/value',
      '/configurationKey/1/readonly',
      '/configurationKey/2',
      '/unknownKey',
    ]);
    assert.deepEqual(answer, {
      unknownKey: null,
      configurationKey: [
        { key: 'A', readonly: false, value: '5' },
        { key: 'C', readonly: true, value: null },
      ],
    });

    for (const nothing of [[], { status: 'Perhaps' }, {}]) {
      replies.set('UnlockConnector', () => nothing);
      const { data, errors } = await unlock();
      assert.equal(errors, undefined);
      assert.deepEqual([data.sent.state, data.sent.answer, data.sent.raw], ['ANSWERED', null, nothing]);
      assert.ok(data.sent.findings.length > 0);
    }
  });

  it('goes out in the order of the document', async () => {
    replies.set('ChangeConfiguration', () => ({ status: 'Accepted' }));
    const before = old.calls.length;
    const keys = Array.from({ length: 8 }, (_, n) => `key${n}`);
    const each = keys.map(
      (key) =>
        `${key}: ocpp16ChangeConfiguration(stationId: "cp16", request: { key: "${key}", value: "1" }) { state }`,
    );
    await graph.read(`mutation { ${each.join('\n')} }`);
    assert.deepEqual(
      old.calls.slice(before).map(({ payload }) => payload.key),
      keys,
    );
  });

  it('takes integers of an answer as far as JSON goes', async () => {
    const version =
      'mutation { sent: ocpp16GetLocalListVersion(stationId: "cp16") { answer { listVersion } raw } }';
    replies.set('GetLocalListVersion', () => ({ listVersion: 5_000_000_000 }));
    assert.equal((await graph.read(version)).sent.answer.listVersion, 5_000_000_000);
    replies.set('GetLocalListVersion', () => ({ listVersion: 1e20 }));
    assert.deepEqual((await graph.read(version)).sent, { answer: null, raw: { listVersion: 1e20 } });
  });

  it('is typed over a WebSocket as well', async () => {
    replies.set('GetLocalListVersion', () => ({ listVersion: 3 }));
    const asked = graph.client().iterate({
      query:
        'mutation { sent: ocpp16GetLocalListVersion(stationId: "cp16") { state answer { listVersion } } }',
    });
    const { value } = await asked.next();
    assert.deepEqual(value?.data, { sent: { state: 'ANSWERED', answer: { listVersion: 3 } } });
  });
});

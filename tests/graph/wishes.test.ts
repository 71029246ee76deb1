import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Charger } from './charger.js';
import { brokers, type Commanding, openCommanding, outcome } from './commanding.js';

for (const { name, skip, open } of brokers)
  describe(`wishes over ${name}`, { skip }, () => {
    let { graph, replies, stop } = {} as Commanding;
    let old: Charger;
    let newer: Charger;
    before(async () => {
      const all = await openCommanding(await open());
      ({ graph, replies, stop } = all);
      old = await all.plugIn('cp16', 'ocpp1.6');
      newer = await all.plugIn('cp201', 'ocpp2.0.1');
    });
    after(() => stop());

    const last = (charger: Charger) => charger.calls.at(-1);

    it('ask for exactly what was wished, and leave out what was left out', async () => {
      for (const action of ['UnlockConnector', 'ChangeAvailability', 'TriggerMessage'])
        replies.set(action, () => ({ status: action === 'UnlockConnector' ? 'Unlocked' : 'Accepted' }));
      const wishes: [wish: string, v16: object | undefined, v2: object | undefined][] = [
        ['unlockConnector(evseId: 2', { connectorId: 2 }, { evseId: 2, connectorId: 1 }],
        [
          'changeAvailability(operationalStatus: INOPERATIVE',
          { connectorId: 0, type: 'Inoperative' },
          { operationalStatus: 'Inoperative' },
        ],
        [
          'changeAvailability(operationalStatus: OPERATIVE evseId: 2 connectorId: 1',
          { connectorId: 2, type: 'Operative' },
          { operationalStatus: 'Operative', evse: { id: 2, connectorId: 1 } },
        ],
        [
          'triggerMessage(message: Heartbeat',
          { requestedMessage: 'Heartbeat' },
          { requestedMessage: 'Heartbeat' },
        ],
        [
          'triggerMessage(message: MeterValues evseId: 1',
          { requestedMessage: 'MeterValues', connectorId: 1 },
          { requestedMessage: 'MeterValues', evse: { id: 1 } },
        ],
        ['triggerMessage(message: TransactionEvent', undefined, { requestedMessage: 'TransactionEvent' }],
        [
          'triggerMessage(message: DiagnosticsStatusNotification',
          { requestedMessage: 'DiagnosticsStatusNotification' },
          undefined,
        ],
      ];
      for (const [wish, ...payloads] of wishes)
        for (const [index, station] of ['cp16', 'cp201'].entries()) {
          const { data, errors } = await graph.ask(
            `mutation { it: ${wish} stationId: "${station}") { ${outcome} } }`,
          );
          if (payloads[index] === undefined) assert.equal(errors?.[0]?.extensions.code, 'UNSUPPORTED');
          else {
            assert.equal(data.it.answer.accepted, true, JSON.stringify(data));
            assert.deepEqual(data.it.command.payload, payloads[index]);
          }
        }
    });

    it('get and set variables; in 1.6 one call a key, in order', async () => {
      replies.set('GetConfiguration', () => ({
        configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }],
        unknownKey: ['Nothing'],
      }));
      replies.set('ChangeConfiguration', ({ key }) => ({
        status: key === 'A' ? 'Accepted' : 'RebootRequired',
      }));
      const results =
        'state commands { action payload } answer { results { component variable status value readonly } }';
      const got = await graph.read(
        `mutation { getVariables(stationId: "cp16" variables: [{ variable: "HeartbeatInterval" }, { variable: "Nothing" }]) { ${results} } }`,
      );
      assert.deepEqual(got.getVariables.answer.results, [
        { component: null, variable: 'HeartbeatInterval', status: 'Accepted', value: '300', readonly: false },
        { component: null, variable: 'Nothing', status: 'UnknownVariable', value: null, readonly: null },
      ]);
      await graph.read(`mutation { getVariables(stationId: "cp16") { state } }`);
      assert.deepEqual(last(old)?.payload, {});
      const set = await graph.read(
        `mutation { setVariables(stationId: "cp16" variables: [{ variable: "A", value: "1" }, { variable: "B", value: "2" }]) { ${results} } }`,
      );
      assert.deepEqual(
        set.setVariables.commands.map((command: { payload: object }) => command.payload),
        [
          { key: 'A', value: '1' },
          { key: 'B', value: '2' },
        ],
      );
      assert.deepEqual(
        set.setVariables.answer.results.map((each: { status: string }) => each.status),
        ['Accepted', 'RebootRequired'],
      );

      replies.set('SetVariables', ({ setVariableData }) => ({
        setVariableResult: (setVariableData as object[]).map((data) => ({
          ...data,
          attributeValue: undefined,
          attributeStatus: 'Accepted',
        })),
      }));
      const changed = await graph.read(
        `mutation { setVariables(stationId: "cp201" variables: [{ component: "OCPPCommCtrlr", variable: "HeartbeatInterval", value: "60" }]) { ${results} } }`,
      );
      assert.deepEqual(last(newer)?.payload, {
        setVariableData: [
          {
            component: { name: 'OCPPCommCtrlr' },
            variable: { name: 'HeartbeatInterval' },
            attributeValue: '60',
          },
        ],
      });
      assert.deepEqual(changed.setVariables.answer.results, [
        {
          component: 'OCPPCommCtrlr',
          variable: 'HeartbeatInterval',
          status: 'Accepted',
          value: '60',
          readonly: null,
        },
      ]);
      const { errors } = await graph.ask(`mutation { getVariables(stationId: "cp201") { state } }`);
      assert.equal(errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
    });

    it('start and stop transactions, giving back the transaction', async () => {
      replies.set('RemoteStartTransaction', ({ idTag, connectorId }) => {
        setTimeout(
          () =>
            void old.call('StartTransaction', {
              idTag,
              connectorId,
              meterStart: 5,
              timestamp: new Date(),
            }),
          50,
        );
        return { status: 'Accepted' };
      });
      replies.set('RequestStartTransaction', ({ idToken, remoteStartId }) => {
        setTimeout(
          () =>
            void newer.call('TransactionEvent', {
              eventType: 'Started',
              timestamp: new Date(),
              triggerReason: 'RemoteStart',
              seqNo: 0,
              transactionInfo: { transactionId: `tx-${remoteStartId}`, remoteStartId },
              evse: { id: 1, connectorId: 1 },
              idToken,
            }),
          50,
        );
        return { status: 'Accepted' };
      });
      for (const action of ['RemoteStopTransaction', 'RequestStopTransaction'])
        replies.set(action, () => ({ status: 'Accepted' }));

      for (const [station, evse] of [
        ['cp16', 'evseId: 2'],
        ['cp201', ''],
      ]) {
        const { startTransaction } = await graph.read(
          `mutation { startTransaction(stationId: "${station}" idToken: "TAG1" ${evse}) { ${outcome} transaction(waitMs: 10000) { id transactionId idToken evseId remoteStartId station { id } } } }`,
        );
        assert.equal(startTransaction.answer.accepted, true);
        const { transaction } = startTransaction;
        assert.equal(transaction.idToken, 'TAG1');
        assert.equal(transaction.station.id, station);
        const stopped = await graph.read(
          `mutation { stopTransaction(id: "${transaction.id}") { ${outcome} } }`,
        );
        assert.equal(stopped.stopTransaction.state, 'ANSWERED');
        assert.deepEqual(
          stopped.stopTransaction.command.payload,
          station === 'cp16'
            ? { transactionId: Number(transaction.id) }
            : { transactionId: transaction.transactionId },
        );
      }
      const long = await graph.ask(
        `mutation { startTransaction(stationId: "cp16" idToken: "${'x'.repeat(21)}") { state } }`,
      );
      assert.equal(long.errors?.[0]?.extensions.code, 'BAD_USER_INPUT');
      const none = await graph.ask('mutation { stopTransaction(id: "999999") { state } }');
      assert.equal(none.errors?.[0]?.extensions.code, 'NOT_FOUND');
    });
  });

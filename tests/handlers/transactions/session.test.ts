import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Call, openWire, versions, type Wire } from '../wire.js';
import { ledger, messages, minute, type Session } from './sessions.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(
    `insert into id_token (id_token, group_id_token) values ('good', 'fleet'), ('other', null)`,
  );
});
after(() => wire.close());

/** Plays a session once; what is done after each message is the story's. */
async function play(session: Session, again: (call: Call) => Promise<unknown>): Promise<void> {
  const say = async (call: Call) => {
    const answer = await wire.send(call);
    await again(call);
    return answer;
  };
  if (session.version === 'ocpp1.6') {
    const { transactionId, idTagInfo } = await say(messages.start16(session));
    assert.equal(idTagInfo.status, 'Accepted');
    assert.ok(transactionId > 0);
    await say(messages.meter16(session, transactionId, 30));
    assert.equal((await say(messages.stop16(session, transactionId))).idTagInfo.status, 'Accepted');
  } else {
    const { idTokenInfo } = await say(messages.event2(session, 'Started', 0));
    assert.deepEqual(idTokenInfo, {
      status: 'Accepted',
      groupIdToken: { idToken: 'fleet', type: 'Central' },
    });
    assert.deepEqual(await say(messages.event2(session, 'Updated', 30)), {});
    assert.equal((await say(messages.event2(session, 'Ended', 60))).idTokenInfo.status, 'Accepted');
  }
}

async function assertOneTransaction(session: Session): Promise<void> {
  const rows = await wire.rows(ledger, [session.station]);
  assert.equal(rows.length, 1);
  const { id, transaction_id } = rows[0] as { id: string; transaction_id: string };
  assert.equal(transaction_id, session.version === 'ocpp1.6' ? id : 'tx-1');
  assert.deepEqual(rows[0], {
    id,
    transaction_id,
    evse_id: 1,
    connector_id: 1,
    id_token: 'good',
    status: 'ENDED',
    authorization_status: 'Accepted',
    started_at: new Date(minute(0)),
    ended_at: new Date(minute(60)),
    stopped_reason: 'Local',
    energy_wh: 10_000,
  });
  assert.deepEqual(
    await wire.rows('select 1 from orphan_message where station_id = $1', [session.station]),
    [],
  );
  const told = wire.events.filter(({ station }) => station === session.station).map(({ type }) => type);
  for (const type of ['TransactionStarted', 'TransactionEnded'])
    assert.equal(told.filter((one) => one === type).length, 1, type);
}

const retries: Record<string, (call: Call) => Promise<unknown>> = {
  'said once': async () => undefined,
  'said again with the same message id': (call) => wire.send(call),
  'said again with a new message id': (call) => wire.send({ ...call, messageId: 'another' }),
  'said again days later': (call) =>
    wire.send({ ...call, messageId: 'late', receivedAt: new Date(Date.now() + 7 * 86_400_000) }),
  'said twice more in one batch': (call) => wire.batch([call, { ...call, messageId: 'b' }]),
  'said twice more at once to two processes': (call) =>
    Promise.all([wire.send(call), wire.send({ ...call, messageId: 'b' })]),
};

for (const version of versions)
  for (const [how, again] of Object.entries(retries))
    test(`${version}: a session ${how} is one transaction of 10 kWh`, async () => {
      const station = await wire.station(`${version} ${how}`, version);
      const session: Session = { station, version };
      await play(session, again);
      await assertOneTransaction(session);
    });

for (const version of versions)
  test(`${version}: a whole session said again after its end changes nothing`, async () => {
    const station = await wire.station(`${version} replay`, version);
    const session: Session = { station, version };
    await play(session, async () => undefined);
    const [before] = await wire.rows(ledger, [station]);
    await play(session, async () => undefined);
    assert.deepEqual(await wire.rows(ledger, [station]), [before]);
    await assertOneTransaction(session);
  });

for (const version of versions)
  test(`${version}: the first messages told to two processes at once make one transaction, with one answer`, async () => {
    for (let round = 0; round < 10; round++) {
      const station = await wire.station(`${version} race ${round}`, version);
      const session: Session = { station, version };
      const call = version === 'ocpp1.6' ? messages.start16(session) : messages.event2(session, 'Started', 0);
      const answers = await Promise.all([
        wire.send(call),
        wire.send({ ...call, messageId: 'b' }),
        wire.batch([call, call]),
      ]);
      assert.deepEqual(answers[1], answers[0]);
      assert.deepEqual(answers[2], [answers[0], answers[0]]);
      assert.equal((await wire.rows(ledger, [station])).length, 1);
      const told = wire.events.filter((event) => event.station === station);
      assert.deepEqual(
        told.map(({ type }) => type),
        ['TransactionStarted'],
      );
      const [entry] = await wire.rows('select repeats from transaction_event where station_id = $1', [
        station,
      ]);
      assert.equal(entry?.repeats, 3);
    }
  });

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clearStaleCaches } from '../../../handlers/authorization/cached-authorizations.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { readSettings } from '../../../platform/settings.js';
import { type Commanding, openCommanding } from '../../graph/commanding.js';
import { until } from '../../support/until.js';
import { versions } from '../wire.js';

let all: Commanding;
before(async () => {
  all = await openCommanding(new LocalBroker(), { CLEAR_CACHES: 'true' });
});
after(() => all.stop());

const sql = async (text: string, values: unknown[] = []) => (await all.system.pool.query(text, values)).rows;

for (const version of versions) {
  test(`${version}: C_37 C_38: clearing a cache, accepted and rejected`, async () => {
    const id = `clear ${version}`;
    await all.plugIn(encodeURIComponent(id), version);
    for (const status of ['Accepted', 'Rejected']) {
      all.replies.set('ClearCache', () => ({ status }));
      const { it } = await all.graph.read(
        'mutation ($id: ID!) { it: clearAuthorizationCache(stationId: $id) { state command { payload } answer { status accepted } } }',
        { id },
      );
      assert.deepEqual(it, {
        ...{ state: 'ANSWERED', command: { payload: {} } },
        answer: { status, accepted: status === 'Accepted' },
      });
    }
  });

  test(`${version}: a station that let a token in forgets it when the token changes, however it is changed; others are left alone`, async () => {
    const id = `forgets ${version}`;
    const [here, elsewhere] = [
      await all.plugIn(encodeURIComponent(id), version),
      await all.plugIn(encodeURIComponent(`never saw ${version}`), version),
    ];
    all.replies.set('ClearCache', () => ({ status: 'Accepted' }));
    const tag = `C${version.replace(/\D/g, '')}`;
    await sql('insert into id_token (id_token) values ($1)', [tag]);
    const payload = version === 'ocpp1.6' ? { idTag: tag } : { idToken: { idToken: tag, type: 'Central' } };
    const cleared = () => here.calls.filter(({ action }) => action === 'ClearCache').length;
    const changes: [sql: string, values: unknown[]][] = [
      [`update id_token set status = 'BLOCKED' where id_token = $1`, [tag]],
      [`update id_token set group_id_token = 'other' where id_token = $1`, [tag]],
      [
        `insert into id_token_time (id_token_id, from_time) select id, '08:00' from id_token where id_token = $1`,
        [tag],
      ],
      [`delete from id_token where id_token = $1`, [tag]],
    ];
    for (const [n, [change, values]] of changes.entries()) {
      await sql(`update id_token set status = 'ACCEPTED' where id_token = $1`, [tag]);
      await sql('delete from id_token_time');
      await here.call('Authorize', payload);
      const [row] = await sql('select stale_since from cached_authorization where station_id = $1', [id]);
      assert.deepEqual(row, { stale_since: null });
      await sql(`update id_token set note = 'nothing of importance' where id_token = $1`, [tag]);
      assert.equal(cleared(), n);
      await sql(change, values);
      await until('cleared', () => cleared() === n + 1, { ms: 30_000 });
      await until(
        'forgotten',
        async () => (await sql('select from cached_authorization where station_id = $1', [id])).length === 0,
      );
    }
    assert.equal(elsewhere.calls.length, 0);
  });
}

test('one that answers with an error has no cache, and is not asked again', async () => {
  const station = await all.plugIn('errs', 'ocpp1.6');
  all.replies.set('ClearCache', () => ({ error: 'NotImplemented' }));
  await sql(`insert into id_token (id_token) values ('ERRS')`);
  await station.call('Authorize', { idTag: 'ERRS' });
  await sql(`update id_token set status = 'BLOCKED' where id_token = 'ERRS'`);
  await until(
    'its error',
    async () => (await sql(`select from command where state = 'CALL_ERROR'`)).length === 1,
    { ms: 30_000 },
  );
  const { pool, settings } = all.system;
  assert.deepEqual(await clearStaleCaches({ pool, settings }), []);
});

test('without the setting nothing is kept and nothing cleared', async () => {
  const { pool } = all.system;
  assert.deepEqual(await clearStaleCaches({ pool, settings: readSettings({}) }), []);
});

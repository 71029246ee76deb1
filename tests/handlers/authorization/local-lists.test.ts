import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { type Commanding, openCommanding } from '../../graph/commanding.js';
import { until } from '../../support/until.js';
import { versions } from '../wire.js';
import { ListKeeper } from './list-keeper.js';

let all: Commanding;
const keepers: ListKeeper[] = [];
before(async () => {
  all = await openCommanding(new LocalBroker());
});
after(async () => {
  for (const { charger } of keepers) await charger.leave();
  await all.stop();
});

const sql = async (text: string, values: unknown[] = []) => (await all.system.pool.query(text, values)).rows;

async function come(id: string, ocpp: OcppVersion, most?: number): Promise<ListKeeper> {
  const keeper = await new ListKeeper(ocpp, most).come(`${all.system.url}/${encodeURIComponent(id)}`);
  keepers.push(keeper);
  return keeper;
}

/** Tokens named so and numbered, in the list of a station. */
async function want(station: string, name: string, count: number): Promise<void> {
  await sql(
    `with made as (insert into id_token (id_token, group_id_token) select $2 || n, $2 from generate_series(1, $3) n)
     insert into local_list_rule (station_id, group_id_token) values ($1, $2)`,
    [station, name, count],
  );
}

const state = async (id: string) =>
  (
    await all.graph.read(
      `query ($id: ID!) { station(id: $id) { localList { sync supported version wantedVersion known entryCount leftOut failures lastError
         entries(first: 500) { totalCount nodes { idToken type info } } } } }`,
      { id },
    )
  ).station.localList;

const inStep = (id: string, { list, version }: ListKeeper, count: number) =>
  until(
    `the list of ${id} in step`,
    async () => {
      const now = await state(id);
      return list.size === count && now.entryCount === count && now.version === now.wantedVersion && now;
    },
    { ms: 60_000, every: 100 },
  ).catch(async (error) => {
    throw new Error(
      `${error.message}: ${list.size} at version ${version}, ${JSON.stringify(await state(id))}`,
    );
  });

const sync = (id: string, how: string) =>
  all.graph.read(`mutation ($id: ID!) { updateLocalList(stationId: $id, sync: ${how}) { sync } }`, { id });

const rising = (updates: string[]) => {
  const numbers = updates.map((update) => Number(update.split(' ')[1]));
  assert.ok(
    numbers.every((number, i) => i === 0 || number > (numbers[i - 1] as number)),
    String(updates),
  );
};

for (const version of versions) {
  const limit = async (id: string, items: number) =>
    sql(
      `insert into variable (station_id, component, variable, attribute_type, value, source, updated_at)
       values ($1, $2, $3, 'Actual', $4, 'GET', now())`,
      version === 'ocpp1.6'
        ? [id, 'OCPP16', 'SendLocalListMaxLength', items]
        : [id, 'LocalAuthListCtrlr', 'ItemsPerMessage', items],
    );

  test(`${version}: D_01 D_02 D_03 043: a list follows its tokens by itself, first in full, then by differences that rise`, async () => {
    const id = `follows ${version}`;
    const keeper = await come(id, version, 4);
    await limit(id, 4);
    await want(id, `F${version.replace(/\D/g, '')}-`, 10);
    await sync(id, 'ON');
    const first = await inStep(id, keeper, 10);
    assert.equal(first.known, true);
    assert.deepEqual(
      keeper.updates.map((update) => update.split(' ')[0]),
      ['Full', 'Differential', 'Differential'],
    );
    const name = keeper.tokens()[0] as string;
    await sql(`update id_token set status = 'BLOCKED' where id_token = $1`, [name]);
    await sql(`delete from id_token where id_token = $1`, [keeper.tokens()[1]]);
    await inStep(id, keeper, 9);
    assert.match(JSON.stringify(keeper.list.get(name)), /"F\d+-"/, 'C_40 C_43 its group is told');
    await until('blocked there', () => JSON.stringify(keeper.list.get(name)).includes('Blocked'));
    assert.equal(keeper.updates.filter((update) => update.startsWith('Full')).length, 1);
    rising(keeper.updates);
    const { nodes } = (await inStep(id, keeper, 9)).entries;
    assert.deepEqual(nodes[0].info, keeper.list.get(name));
    await sql('delete from local_list_rule where station_id = $1', [id]);
    await inStep(id, keeper, 0);
    const { events } = await all.graph.read(
      `query ($id: ID!) { events(filter: { stationIds: [$id], types: [LocalListUpdated] }) { nodes { ... on LocalListUpdated { version updateType entryCount } } } }`,
      { id },
    );
    assert.deepEqual(events.nodes.at(-1), { version: 1, updateType: 'FULL', entryCount: 4 });
  });

  test(`${version}: 043_3: after Failed and VersionMismatch the list is sent in full, above the version the station holds`, async () => {
    const id = `recovers ${version}`;
    const keeper = await come(id, version);
    keeper.version = 40;
    await want(id, `R${version.replace(/\D/g, '')}-`, 3);
    await sync(id, 'ON');
    const first = await inStep(id, keeper, 3);
    assert.equal(first.version, 41, 'it was asked for its version first');
    keeper.version = 90;
    await sql(`update id_token set status = 'EXPIRED' where id_token = $1`, [keeper.tokens()[0]]);
    const again = await until(
      'sent anew',
      async () => {
        const now = await state(id);
        return now.version > 90 && now.version === now.wantedVersion && now;
      },
      { ms: 60_000 },
    );
    assert.equal(again.lastError, null);
    assert.deepEqual(keeper.updates, ['Full 41', 'Differential 42', 'Full 91']);
    keeper.refusals.push('Failed');
    await sql(`update id_token set status = 'INVALID' where id_token = $1`, [keeper.tokens()[0]]);
    await until('recovered', async () => (await state(id)).version === 93 && keeper.version === 93, {
      ms: 60_000,
    });
    assert.deepEqual(keeper.updates.slice(3), ['Differential 92', 'Full 93']);
    const failures = await sql(
      `select data->>'error' as error from station_event where station_id = $1 and type = 'LocalListFailed' order by id`,
      [id],
    );
    assert.deepEqual(failures, [{ error: 'VersionMismatch' }, { error: 'Failed' }]);
  });

  test(`${version}: D_04 D_08 D_09 042: mutations send it and ask its version; an exact message counts just as well`, async () => {
    const id = `asked ${version}`;
    const keeper = await come(id, version, 2);
    await limit(id, 2);
    await sync(id, 'OFF');
    await want(id, `A${version.replace(/\D/g, '')}-`, 5);
    const send = async (type: string) =>
      await all.graph.ask(
        `mutation ($id: ID!) { it: sendLocalList(stationId: $id, updateType: ${type}) { state answer { status accepted } commands { payload } } }`,
        { id },
      );
    const ask = async () =>
      (
        await all.graph.read(
          'mutation ($id: ID!) { it: getLocalListVersion(stationId: $id) { answer { version } } }',
          { id },
        )
      ).it.answer.version;
    assert.equal(await ask(), 0);
    const early = await send('DIFFERENTIAL');
    assert.equal(early.errors?.[0]?.extensions.code, 'CONFLICT');
    const full = (await send('FULL')).data.it;
    assert.deepEqual(full.answer, { status: 'Accepted', accepted: true });
    assert.equal(full.commands.length, 3);
    assert.equal(keeper.list.size, 5);
    assert.equal(await ask(), 3);
    await until('confirmed', async () => (await state(id)).entryCount === 5);
    await sql('delete from id_token where id_token = $1', [keeper.tokens()[0]]);
    const less = (await send('DIFFERENTIAL')).data.it;
    const entries = less.commands[0].payload.localAuthorizationList;
    assert.equal(entries.length, 1);
    assert.deepEqual(Object.keys(entries[0]), [version === 'ocpp1.6' ? 'idTag' : 'idToken']);
    assert.equal(keeper.list.size, 4);
    const exact = { 'ocpp1.6': 'ocpp16', 'ocpp2.0.1': 'ocpp201', 'ocpp2.1': 'ocpp21' }[version];
    const number = version === 'ocpp1.6' ? 'listVersion' : 'versionNumber';
    const { it } = await all.graph.read(
      `mutation ($id: ID!) { it: ${exact}SendLocalList(stationId: $id, request: { ${number}: 50, updateType: Full }) { state } }`,
      { id },
    );
    assert.equal(it.state, 'ANSWERED');
    const now = await until('the exact one', async () => {
      const now = await state(id);
      return now.version === 50 && now;
    });
    assert.deepEqual([now.entryCount, now.known], [0, true]);
    keeper.refusals.push('Failed');
    const failed = (await send('FULL')).data.it;
    assert.equal(failed.answer.accepted, false);
    rising(keeper.updates);
    assert.ok(keeper.updates.at(-1)?.endsWith(' 52'), String(keeper.updates));
  });
}

test('042_1: a 1.6 station that keeps no lists says -1, and is known for it', async () => {
  const keeper = await come('keeps none', 'ocpp1.6');
  keeper.version = -1;
  const { it } = await all.graph.read(
    'mutation { it: getLocalListVersion(stationId: "keeps none") { answer { version } } }',
  );
  assert.equal(it.answer.version, -1);
  const now = await until('known', async () => {
    const now = await state('keeps none');
    return now.version === -1 && now;
  });
  assert.equal(now.supported, false);
});

test('AUTO: a station gets a list only once it has told that it keeps one, and no longer when it says it does not', async () => {
  const id = 'auto';
  const keeper = await come(id, 'ocpp1.6');
  await want(id, 'AUTO-', 2);
  await sql(`update local_list set next_attempt_at = now() where station_id = $1`, [id]);
  await until(
    'looked at',
    async () =>
      (
        await sql(
          `select from local_list where station_id = $1 and next_attempt_at > now() + interval '1 minute'`,
          [id],
        )
      ).length,
  );
  assert.deepEqual(keeper.updates, []);
  await sql(
    `insert into variable (station_id, component, variable, attribute_type, value, source, updated_at)
     values ($1, 'OCPP16', 'LocalAuthListEnabled', 'Actual', 'true', 'GET', now())`,
    [id],
  );
  await sql(`update local_list set next_attempt_at = now() where station_id = $1`, [id]);
  await inStep(id, keeper, 2);
  keeper.refusals.push('NotSupported');
  await sql(`insert into id_token (id_token, group_id_token) values ('AUTO-3', 'AUTO-')`);
  const refused = await until(
    'told',
    async () => {
      const now = await state(id);
      return now.lastError && now;
    },
    { ms: 60_000 },
  );
  assert.deepEqual([refused.lastError, refused.supported, refused.known], ['NotSupported', false, false]);
});

test('a station that never answers is left in peace, longer each time', async () => {
  const id = 'silent';
  const keeper = await come(id, 'ocpp2.0.1');
  keeper.mute = true;
  await want(id, 'SILENT-', 1);
  await sync(id, 'ON');
  const tried = await until(
    'two failures',
    async () => {
      const now = await state(id);
      return now.failures >= 2 && now;
    },
    { ms: 60_000 },
  );
  assert.match(tried.lastError, /^TIMED_OUT/);
  const [row] = await sql(
    `select extract(epoch from next_attempt_at - last_error_at)::int as seconds from local_list where station_id = $1`,
    [id],
  );
  assert.equal(row.seconds, 30);
});

test('rules are edited; who names both of two is told so', async () => {
  const { it } = await all.graph.read(
    'mutation { it: createLocalListRule(input: { groupIdToken: "G" }) { id stationId groupIdToken } }',
  );
  assert.deepEqual([it.stationId, it.groupIdToken], [null, 'G']);
  const { localListRules } = await all.graph.read(
    '{ localListRules(filter: { groupIdToken: "g" }) { totalCount nodes { id } } }',
  );
  assert.deepEqual(localListRules, { totalCount: 1, nodes: [{ id: it.id }] });
  const code = async (mutation: string) =>
    (await all.graph.ask(`mutation { ${mutation} }`)).errors?.[0]?.extensions.code;
  assert.equal(await code('createLocalListRule(input: { groupIdToken: "g" }) { id }'), 'CONFLICT');
  assert.equal(
    await code('createLocalListRule(input: { stationId: "a", locationId: "1" }) { id }'),
    'BAD_USER_INPUT',
  );
  assert.equal(
    await code('createLocalListRule(input: { idTokenId: "1", groupIdToken: "g" }) { id }'),
    'BAD_USER_INPUT',
  );
  assert.equal(await code('createLocalListRule(input: { stationId: "nobody" }) { id }'), 'BAD_USER_INPUT');
  assert.equal(await code('updateLocalList(stationId: "nobody", sync: ON) { sync }'), 'NOT_FOUND');
  assert.deepEqual(await all.graph.read(`mutation { deleteLocalListRule(id: "${it.id}") }`), {
    deleteLocalListRule: it.id,
  });
  assert.equal(await code(`deleteLocalListRule(id: "${it.id}")`), 'NOT_FOUND');
  const { localLists } = await all.graph.read(
    '{ localLists(filter: { sync: [AUTO], supported: false, failing: true }) { totalCount nodes { stationId station { id } } } }',
  );
  assert.deepEqual(localLists, { totalCount: 1, nodes: [{ stationId: 'auto', station: { id: 'auto' } }] });
});

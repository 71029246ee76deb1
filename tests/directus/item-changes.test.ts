import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import pg from 'pg';
import { freshDatabase } from '../support/database.js';

const database = await freshDatabase();
const open = async (application_name: string) => {
  const client = new pg.Client({ connectionString: database.url, application_name });
  await client.connect();
  return client;
};
const client = await open('chargeql graph');
const directus = await open('directus');
after(async () => {
  await client.end();
  await directus.end();
  await database.drop();
});
beforeEach(() =>
  client.query(
    'truncate station_event, item_change, charging_station, location, id_token, id_token_group, station_group cascade',
  ),
);

/** What was noted since the last look. */
async function noted(): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `with gone as (delete from item_change returning *)
     select trim(action || ' ' || collection || ' ' || array_to_string(fields, ',')) as line from gone order by xid, id`,
  );
  return rows.map(({ line }) => line);
}

test('a token that is made, blocked and deleted beside Directus is noted each time, with what is different', async () => {
  await client.query(`insert into id_token (id_token, group_id_token) values ('CARD', 'FLEET')`);
  assert.deepEqual((await noted()).sort(), ['create id_token', 'create id_token_group']);
  await client.query(
    `update id_token set status = 'BLOCKED', expires_at = '2030-01-01', updated_at = now() + interval '1 s'`,
  );
  assert.deepEqual(await noted(), ['update id_token expires_at,status']);
  await client.query(`update id_token set status = 'BLOCKED', updated_at = now() + interval '2 s'`);
  assert.deepEqual(await noted(), []);
  await client.query('delete from id_token');
  assert.deepEqual(await noted(), ['delete id_token']);
});

test('what Directus writes is not noted, what follows from it is', async () => {
  await directus.query(`insert into id_token (id_token) values ('CARD')`);
  await directus.query(`update id_token set status = 'BLOCKED'`);
  assert.deepEqual(await noted(), []);
  await directus.query(`update id_token set group_id_token = 'FLEET'`);
  assert.deepEqual(await noted(), ['create id_token_group']);
  await directus.query('delete from id_token_group');
  assert.deepEqual(await noted(), ['update id_token group_id_token']);
  await directus.query(`insert into charging_station (id) values ('cp1')`);
  await directus.query(
    `insert into desired_variable (station_id, component, variable, value) values ('cp1', 'C', 'V', '1')`,
  );
  await directus.query(`update charging_station set name = 'One'`);
  assert.deepEqual(await noted(), []);
  await directus.query('delete from charging_station');
  assert.deepEqual(await noted(), [], 'rows that go with theirs are not told of');
});

test('how a waiting station is accepted is an edit like the others; what a station does is none', async () => {
  await client.query(`insert into charging_station (id) values ('cp1')`);
  assert.deepEqual(await noted(), ['create charging_station']);
  await client.query(`update charging_station set online = true, last_seen_at = now(), vendor = 'V'`);
  assert.deepEqual(await noted(), []);
  await client.query(`update charging_station set acceptance = 'AUTOMATIC', name = 'One'`);
  assert.deepEqual(await noted(), ['update charging_station acceptance,name']);
  await client.query('delete from charging_station');
  assert.deepEqual(await noted(), ['delete charging_station']);
  const { rows } = await client.query(
    `select data ->> 'change' as change, data -> 'fields' as fields from station_event order by id`,
  );
  assert.deepEqual(rows, [
    { change: 'UPDATED', fields: ['acceptance', 'name'] },
    { change: 'DELETED', fields: [] },
  ]);
});

test('many rows of one statement are noted together, and dropped in their time', async () => {
  await client.query(`insert into id_token (id_token) select 'CARD' || n from generate_series(1, 1000) n`);
  await client.query(`update id_token set note = 'x' where id_token like 'CARD1%'`);
  const { rows } = await client.query(`select action, count(*)::int from item_change group by 1 order by 1`);
  assert.deepEqual(rows, [
    { action: 'create', count: 1000 },
    { action: 'update', count: 112 },
  ]);
  await client.query(
    `update item_change set recorded_at = now() - interval '6 days' where action = 'create'`,
  );
  await client.query('select drop_old_events(5)');
  assert.deepEqual((await client.query('select count(*)::int from item_change')).rows, [{ count: 112 }]);
});

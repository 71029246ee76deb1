import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestGraph, plant, type TestGraph } from './support.js';

const token = 'CAR.D (7)';

describe('erasure of personal data', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
    const { pool } = graph;
    await plant(pool, 2, 2);
    await pool.query(`update transaction set status = 'ENDED', id_token = $1, start_key = 'k' || id`, [
      token,
    ]);
    await pool.query(`insert into id_token (id_token, note) values (lower($1), 'Jane'), ('OTHER', 'Joe')`, [
      token,
    ]);
    await pool.query(
      `insert into station_message (received_at, station_id, epoch, ocpp_version, direction, action, request, answer, outcome)
       select now(), 'cp000', 1, 'ocpp1.6', 'IN', 'Authorize', request, '[3,"1",{"idTagInfo":{"status":"Accepted"}}]', 'RESULT'
       from unnest($1::text[]) request`,
      [
        [
          `[2,"1","Authorize",{"idTag" : "${token}"}]`,
          `[2,"1","Authorize",{"idToken":{"idToken":"car.d (7)","type":"ISO14443"}}]`,
          '[2,"1","Authorize",{"idTag":"CARXD (7)"}]',
        ],
      ],
    );
    await pool.query(
      `insert into station_event (station_id, type, at, data)
       values ('cp000', 'IdTokenAuthorized', now(), jsonb_build_object('idToken', $1::text, 'status', 'Accepted'))`,
      [token],
    );
    await pool.query(
      `insert into customer_information (station_id, request_id, parts, generated_at)
       values ('cp000', 1, jsonb_build_array('holds ' || $1::text), now()), ('cp000', 2, '["holds nothing"]', now())`,
      [token],
    );
  });
  after(() => graph.stop());

  const erase = () =>
    graph.ask('mutation ($t: String!) { eraseIdToken(idToken: $t) { pseudonym erased { rows count } } }', {
      t: token,
    });

  it('waits until nothing is charged with the token', async () => {
    await graph.pool.query(`update transaction set status = 'ACTIVE' where id = 1`);
    assert.equal((await erase()).errors?.[0]?.extensions.code, 'CONFLICT');
    await graph.pool.query(`update transaction set status = 'ENDED' where id = 1`);
  });

  it('leaves no trace of it anywhere, and all that accounting needs', async () => {
    const energy = async () =>
      (await graph.pool.query('select sum(energy_wh) as wh, count(*) from transaction')).rows[0];
    const before = await energy();
    const { data, errors } = await erase();
    assert.equal(errors, undefined);
    const { pseudonym, erased } = data.eraseIdToken;
    const counts = Object.fromEntries(
      erased.map(({ rows, count }: { rows: string; count: number }) => [rows, count]),
    );
    assert.deepEqual(counts, {
      transaction: 4,
      'station_message.request': 2,
      'station_event.data': 1,
      'audit.arguments': 2,
      customer_information: 1,
      id_token: 1,
    });
    assert.deepEqual(await energy(), before);
    const { rows: tables } = await graph.pool.query(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const { rowCount } = await graph.pool.query(
        `select from ${name} t where strpos(lower(t::text), lower($1)) > 0`,
        [token],
      );
      assert.equal(rowCount, 0, name);
    }
    const { rows } = await graph.pool.query(
      `select request from station_message where request like '%' || $1 || '%'`,
      [pseudonym],
    );
    assert.equal(rows.length, 2);
    assert.equal((await graph.read('{ idTokens { nodes { idToken } } }')).idTokens.nodes[0].idToken, 'OTHER');
    const { rowCount } = await graph.pool.query(
      `select from station_message where request like '%CARXD (7)%'`,
    );
    assert.equal(rowCount, 1, 'another token is left alone');
  });
});

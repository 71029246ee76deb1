import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestGraph, plant, type TestGraph } from './support.js';

describe('tokens and their groups', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
    await plant(graph.pool, 2, 4);
  });
  after(() => graph.stop());

  const token = async (fields: string, input: string): Promise<Record<string, unknown>> =>
    (await graph.read(`mutation { it: createIdToken(input: { ${input} }) { id ${fields} } }`)).it;

  it('carry where, when and how they may charge', async () => {
    const all = `everywhere concurrentUse cacheSeconds language personalMessage personalMessageFormat chargingPriority
      places { locationId stationId evseId connectorId } times { weekdays from to }`;
    const { id, ...given } = await token(
      all,
      `idToken: "LIMITED" concurrentUse: false cacheSeconds: 60 language: "de" personalMessage: "Hallo" chargingPriority: -3
       places: [{ locationId: "1" }, { stationId: "cp001", evseId: 2, connectorId: 1 }]
       times: [{ weekdays: [5, 6], from: "22:00", to: "06:00" }, {}]`,
    );
    assert.deepEqual(given, {
      ...{ everywhere: false, concurrentUse: false, cacheSeconds: 60, language: 'de' },
      ...{ personalMessage: 'Hallo', personalMessageFormat: 'UTF8', chargingPriority: -3 },
      places: [
        { locationId: '1', stationId: null, evseId: null, connectorId: null },
        { locationId: null, stationId: 'cp001', evseId: 2, connectorId: 1 },
      ],
      times: [
        { weekdays: [5, 6], from: '22:00', to: '06:00' },
        { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' },
      ],
    });
    const change = async (input: string) =>
      (await graph.read(`mutation { it: updateIdToken(id: "${id}", input: { ${input} }) { ${all} } }`)).it;
    assert.deepEqual((await change('note: "kept"')).places.length, 2);
    assert.deepEqual((await change('places: []')).everywhere, true);
    const nowhere = await change('places: null everywhere: false times: null');
    assert.deepEqual([nowhere.everywhere, nowhere.places, nowhere.times], [false, [], []]);
    await graph.pool.query(`update id_token set status = 'NO_CREDIT' where id = $1`, [id]);
    const { idTokens } = await graph.read(
      '{ idTokens(filter: { everywhere: false, concurrentUse: false, status: [NO_CREDIT] }) { totalCount nodes { idToken } } }',
    );
    assert.deepEqual(idTokens, { totalCount: 1, nodes: [{ idToken: 'LIMITED' }] });
  });

  it('appear as groups with the first token that names them, and let go of them when they are deleted', async () => {
    await token('groupIdToken', 'idToken: "G1" groupIdToken: "Fleet"');
    await token('groupIdToken', 'idToken: "G2" groupIdToken: "FLEET"');
    const read =
      '{ idTokenGroups(filter: { groupIdToken: "fleet" }) { nodes { id groupIdToken masterPass idTokens { totalCount nodes { idToken group { groupIdToken } } } } } }';
    const [group] = (await graph.read(read)).idTokenGroups.nodes;
    const { id, ...shown } = group;
    assert.deepEqual(shown, {
      ...{ groupIdToken: 'Fleet', masterPass: false },
      idTokens: {
        totalCount: 2,
        nodes: [
          { idToken: 'G1', group: { groupIdToken: 'Fleet' } },
          { idToken: 'G2', group: { groupIdToken: 'Fleet' } },
        ],
      },
    });
    const { updateIdTokenGroup } = await graph.read(
      `mutation { updateIdTokenGroup(id: "${id}", input: { name: "Vans", masterPass: true }) { name masterPass groupIdToken } }`,
    );
    assert.deepEqual(updateIdTokenGroup, { name: 'Vans', masterPass: true, groupIdToken: 'Fleet' });
    const { idTokenGroups } = await graph.read(
      '{ idTokenGroups(filter: { masterPass: true, search: "van" }, orderBy: { field: GROUP_ID_TOKEN }) { totalCount } }',
    );
    assert.equal(idTokenGroups.totalCount, 1);
    await graph.read(`mutation { deleteIdTokenGroup(id: "${id}") }`);
    const { idTokens } = await graph.read('{ idTokens(filter: { groupIdToken: "fleet" }) { totalCount } }');
    assert.equal(idTokens.totalCount, 0);
    assert.equal((await graph.read(`{ idTokenGroup(id: "${id}") { id } }`)).idTokenGroup, null);
    const created = await graph.read(
      'mutation { createIdTokenGroup(input: { groupIdToken: "MP", masterPass: true }) { masterPass idTokens { totalCount } } }',
    );
    assert.deepEqual(created.createIdTokenGroup, { masterPass: true, idTokens: { totalCount: 0 } });
  });

  it('show their transactions', async () => {
    await token('type', 'idToken: "TOKEN1"');
    const { idTokens } = await graph.read(
      '{ idTokens(filter: { idToken: "token1" }) { nodes { transactions { totalCount nodes { stationId: id idToken } } } } }',
    );
    assert.equal(idTokens.nodes[0].transactions.totalCount, 2);
  });

  it('come as lists below lists in as many statements as one', async () => {
    for (const n of [1, 2, 3]) await token('id', `idToken: "L${n}" groupIdToken: "lists" times: [{}]`);
    graph.statements();
    await graph.read(
      '{ idTokens { nodes { places { stationId } times { from } group { idTokens { totalCount } } } } }',
    );
    assert.ok(graph.statements().length <= 5);
  });

  const refused: [input: string, code: string, words: RegExp][] = [
    ['places: [{ }]', 'BAD_USER_INPUT', /locationId or stationId/],
    ['places: [{ locationId: "1", stationId: "cp001" }]', 'BAD_USER_INPUT', /locationId or stationId/],
    ['places: [{ locationId: "1", evseId: 1 }]', 'BAD_USER_INPUT', /needs its stationId/],
    ['places: [{ stationId: "cp001", connectorId: 1 }]', 'BAD_USER_INPUT', /needs its evseId/],
    ['places: [{ stationId: "nobody" }]', 'BAD_USER_INPUT', /place: it refers to something/],
    ['places: [{ stationId: "cp001", evseId: 0 }]', 'BAD_USER_INPUT', /evseId/],
    ['times: [{ from: "25:00" }]', 'BAD_USER_INPUT', /time of day/],
    ['times: [{ weekdays: [8] }]', 'BAD_USER_INPUT', /weekdays/],
    ['times: [{ weekdays: [] }]', 'BAD_USER_INPUT', /weekdays/],
    ['chargingPriority: 10', 'BAD_USER_INPUT', /chargingPriority/],
    ['language: "german"', 'BAD_USER_INPUT', /language/],
    ['cacheSeconds: -1', 'BAD_USER_INPUT', /cacheSeconds/],
  ];
  for (const [input, code, words] of refused)
    it(`refuses ${input} and leaves nothing behind`, async () => {
      const { errors } = await graph.ask(
        `mutation { createIdToken(input: { idToken: "REFUSED" ${input} }) { id } }`,
      );
      assert.equal(errors?.[0]?.extensions.code, code, JSON.stringify(errors));
      assert.match(errors?.[0]?.message ?? '', words);
      const { rows } = await graph.pool.query(`select from id_token where id_token = 'REFUSED'`);
      assert.equal(rows.length, 0);
    });

  it('answers a group that is there, and one that is not', async () => {
    const code = async (mutation: string) =>
      (await graph.ask(`mutation { ${mutation} }`)).errors?.[0]?.extensions.code;
    assert.equal(await code('createIdTokenGroup(input: { groupIdToken: "mp" }) { id }'), 'CONFLICT');
    assert.equal(await code('updateIdTokenGroup(id: "999", input: { name: "x" }) { id }'), 'NOT_FOUND');
    assert.equal(await code('deleteIdTokenGroup(id: "999")'), 'NOT_FOUND');
  });
});

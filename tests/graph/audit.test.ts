import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { shortened } from '../../graph/audit/shorten.js';
import { redacted } from '../../ocpp/secrets.js';
import { openTestGraph, plant, type TestGraph } from './support.js';

describe('audit', () => {
  let graph: TestGraph;
  before(async () => {
    graph = await openTestGraph();
    await plant(graph.pool, 2);
  });
  after(() => graph.stop());

  const entries = async () =>
    (
      await graph.read(
        '{ auditEntries { nodes { who userId address mutation arguments outcome error at finishedAt } } }',
      )
    ).auditEntries.nodes;

  it('records each mutation of a document: who, from where, what, and how it went', async () => {
    await graph.ask(`mutation {
      made: createIdToken(input: { idToken: "CARD", note: "lent" }) { id }
      again: createIdToken(input: { idToken: "card" }) { id }
    }`);
    await graph.ask('mutation { updateLocation(id: "99", input: { city: "Nowhere" }) { id } }');
    const [missing, twice, made] = await entries();
    assert.deepEqual(
      [made, twice, missing].map(({ who, userId, address, mutation, outcome, error }) => ({
        who,
        userId,
        address,
        mutation,
        outcome,
        error,
      })),
      [
        ['createIdToken', 'DONE', null],
        ['createIdToken', 'CONFLICT', 'token: it exists already'],
        ['updateLocation', 'NOT_FOUND', 'there is no location 99'],
      ].map(([mutation, outcome, error]) => ({
        who: 'admin',
        userId: null,
        address: '127.0.0.1',
        mutation,
        outcome,
        error,
      })),
    );
    assert.deepEqual(made.arguments, { input: { idToken: 'CARD', note: 'lent' } });
    assert.ok(Date.parse(made.finishedAt) >= Date.parse(made.at));
  });

  it('records messages of OCPP word for word too, over a WebSocket as well, without secrets', async () => {
    const secret = 'a password nobody shall read';
    const answers = graph.client().iterate({
      query: `mutation ($v: String!) { ocpp16ChangeConfiguration(
        stationId: "cp000", waitMs: 0, request: { key: "AuthorizationKey", value: $v }) { state } }`,
      variables: { v: secret },
    });
    await answers.next();
    const [entry] = await entries();
    assert.equal(entry.mutation, 'ocpp16ChangeConfiguration');
    assert.equal(entry.arguments.request.value, '**********');
    const { rows } = await graph.pool.query('select arguments::text as text from audit');
    assert.ok(rows.every(({ text }) => !text.includes(secret)));
  });

  it('does nothing that it can’t record', async () => {
    await graph.pool.query('alter table audit rename to gone');
    try {
      const { errors } = await graph.ask('mutation { createIdToken(input: { idToken: "UNSEEN" }) { id } }');
      assert.equal(errors?.[0]?.extensions.code, 'INTERNAL_SERVER_ERROR');
      const { rowCount } = await graph.pool.query(`select from id_token where id_token = 'UNSEEN'`);
      assert.equal(rowCount, 0);
    } finally {
      await graph.pool.query('alter table gone rename to audit');
    }
  });

  it('masks secrets wherever they stand, and cuts what nobody reads', () => {
    const mask = '**********';
    const kept = (args: object) => shortened(redacted(args));
    assert.deepEqual(
      kept({
        input: { password: 'x', id: 'cp' },
        variables: [
          { component: 'SecurityCtrlr', variable: 'BasicAuthPassword', value: 'x' },
          { variable: 'HeartbeatInterval', value: '60' },
        ],
        request: {
          setVariableData: [{ attributeValue: 'x', variable: { name: 'BasicAuthPassword' } }],
          connectionData: { basicAuthPassword: 'x', vpn: { key: 'x', server: 's' }, apn: { simPin: 1 } },
          location: 'ftp://user:word@host/file',
        },
        password: null,
        text: 'a'.repeat(3000),
        list: Array.from({ length: 101 }, () => 1),
      }),
      {
        input: { password: mask, id: 'cp' },
        variables: [
          { component: 'SecurityCtrlr', variable: 'BasicAuthPassword', value: mask },
          { variable: 'HeartbeatInterval', value: '60' },
        ],
        request: {
          setVariableData: [{ attributeValue: mask, variable: { name: 'BasicAuthPassword' } }],
          connectionData: { basicAuthPassword: mask, vpn: { key: mask, server: 's' }, apn: { simPin: mask } },
          location: `ftp://${mask}@host/file`,
        },
        password: null,
        text: `${'a'.repeat(2000)}… 3000 characters in all`,
        list: [...Array.from({ length: 100 }, () => 1), '… 101 in all'],
      },
    );
  });
});

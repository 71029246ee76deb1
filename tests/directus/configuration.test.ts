import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import type { Field } from '../../directus/definition/collection.js';
import { readCollections } from '../../directus/definition/read-collections.js';
import { plant } from '../graph/support.js';
import { type Administered, openAdministered } from './administered.js';
import { ask, signIn, withoutDirectus } from './support.js';

suite('groups, desired values and rules of local lists, edited in Directus', {
  skip: withoutDirectus,
}, () => {
  let all: Administered;
  let operator: string;
  before(
    async () => {
      all = await openAdministered();
      await plant(all.pool, 3);
      operator = await tokenOf('Operator');
    },
    { timeout: 300_000 },
  );
  after(() => all?.stop());
  beforeEach(() =>
    all.pool.query('truncate station_group, desired_variable, local_list_rule, configuration_due cascade'),
  );

  const tokenOf = async (role: 'Operator' | 'Viewer') =>
    signIn(all.directusUrl, (await all.userOf(role)).email, 'a password');
  const as = (token: string, method: string, where: string, body?: object) =>
    ask(`${all.directusUrl}/items/${where}`, { method, token, ...(body && { body }) });
  /** Made or changed by the operator. */
  async function edit(method: string, where: string, body?: object): Promise<{ id: number }> {
    const { status, data } = await as(operator, method, where, body);
    assert.ok(status === 200 || status === 204, `${method} ${where}: ${status}`);
    return data as { id: number };
  }
  /** The stations that are to be looked at since the last time, in order. */
  async function due(): Promise<string[]> {
    const { rows } = await all.pool.query<{ id: string }>(
      'with gone as (delete from configuration_due returning station_id as id) select distinct id from gone order by id',
    );
    return rows.map(({ id }) => id);
  }
  const listRevision = async (): Promise<number> =>
    Number((await all.pool.query('select revision from local_list_revision')).rows[0].revision);

  const variable = { component: 'OCPP16', variable: 'HeartbeatInterval', value: '300' };

  test('a group that is made with its stations and values has these stations looked at; so has each edit of it', async () => {
    const { id } = await edit('POST', 'station_group', {
      name: 'Yard',
      stations: { create: [{ station_id: 'cp000' }, { station_id: 'cp001' }], update: [], delete: [] },
      desired: { create: [variable], update: [], delete: [] },
    });
    assert.deepEqual(await due(), ['cp000', 'cp001']);
    const { data } = await as(
      operator,
      'GET',
      `station_group/${id}?fields=stations.id,stations.station_id.id,desired.id,desired.mode`,
    );
    const group = data as { stations: { id: number; station_id: object }[]; desired: { id: number }[] };
    assert.deepEqual(
      group.stations.map(({ station_id }) => station_id),
      [{ id: 'cp000' }, { id: 'cp001' }],
    );
    assert.equal(group.desired.length, 1);

    await edit('PATCH', `station_group/${id}`, { priority: 5 });
    assert.deepEqual(await due(), ['cp000', 'cp001'], 'another priority');
    await edit('PATCH', `desired_variable/${group.desired[0]?.id}`, { value: '60' });
    assert.deepEqual(await due(), ['cp000', 'cp001'], 'another value');
    await edit('PATCH', `station_group/${id}`, {
      stations: { create: [], update: [], delete: [group.stations[0]?.id] },
    });
    assert.deepEqual(await due(), ['cp000', 'cp001'], 'a station that leaves, and those that stay');
    await edit('PATCH', `station_group/${id}`, {
      desired: { create: [], update: [], delete: [group.desired[0]?.id] },
    });
    assert.deepEqual(await due(), ['cp001'], 'a value that is desired no longer');
    const { rows } = await all.pool.query('select from desired_variable');
    assert.equal(rows.length, 0);
  });

  test('a value desired at the station’s own form has it looked at, and groups are chosen there', async () => {
    const { id } = await edit('POST', 'station_group', { name: 'Yard' });
    await edit('PATCH', 'charging_station/cp002', {
      desired: { create: [{ ...variable, mode: 'REPORT' }], update: [], delete: [] },
      groups: { create: [{ group_id: { id } }], update: [], delete: [] },
    });
    assert.deepEqual(await due(), ['cp002']);
    const { rows } = await all.pool.query(
      `select station_id, group_id, name_key is not null as keyed, mode from desired_variable
       union all select station_id, group_id, true, null from station_group_member`,
    );
    assert.deepEqual(rows, [
      { station_id: 'cp002', group_id: null, keyed: true, mode: 'REPORT' },
      { station_id: 'cp002', group_id: String(id), keyed: true, mode: null },
    ]);
  });

  test('a rule of local lists has all lists looked at when it is made, changed and deleted', async () => {
    const before = await listRevision();
    const { id } = await edit('POST', 'local_list_rule', { station_id: 'cp000' });
    const made = await listRevision();
    assert.ok(made > before);
    await edit('PATCH', `local_list_rule/${id}`, { group_id_token: 'FLEET' });
    const changed = await listRevision();
    assert.ok(changed > made);
    await edit('DELETE', `local_list_rule/${id}`);
    assert.ok((await listRevision()) > changed);
  });

  test('what a table refuses is said at its field, with the words for it', async () => {
    /** What the first error says. */
    const refused = async (method: string, where: string, body: object) => {
      const response = await fetch(`${all.directusUrl}/${where}`, {
        method,
        headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { errors } = (await response.json()) as {
        errors: { message: string; extensions: { code: string; field?: string } }[];
      };
      const [{ message, extensions }] = errors as [(typeof errors)[0]];
      return [response.status, extensions.code, extensions.field ?? message];
    };
    const desired = 'items/desired_variable';
    assert.deepEqual(await refused('POST', desired, variable), [400, 'FAILED_VALIDATION', 'station_id']);
    assert.deepEqual(
      await refused('POST', desired, { ...variable, station_id: 'cp000', variable: 'BasicAuthPassword' }),
      [400, 'FAILED_VALIDATION', 'variable'],
    );
    assert.deepEqual(
      await refused('PATCH', 'items/charging_station/cp000', {
        desired: { create: [{ ...variable, component: 'x'.repeat(51) }], update: [], delete: [] },
      }),
      [400, 'FAILED_VALIDATION', 'component'],
    );
    await edit('PATCH', 'charging_station/cp000', { security_profile: 2 });
    assert.deepEqual(await refused('PATCH', 'items/charging_station/cp000', { security_profile: 1 }), [
      400,
      'INVALID_PAYLOAD',
      'Invalid payload. the security profile is 2 and can only be raised.',
    ]);
    const { id } = await edit('POST', 'location', { name: 'Somewhere' });
    assert.deepEqual(await refused('PATCH', `items/location/${id}`, { time_zone: 'Mars/Base' }), [
      400,
      'INVALID_PAYLOAD',
      'Invalid payload. time zone "Mars/Base" not recognized.',
    ]);
  });

  test('every list and every bookmark can be shown to an operator', async () => {
    for (const { name, list, order, template, fields, bookmarks = [] } of await readCollections()) {
      if (name === 'audit') continue;
      const named = [...template.matchAll(/{{([^}]+)}}/g)].map(([, field]) => field);
      const nested = Object.entries(fields).flatMap(([field, { kind }]: [string, Field]) =>
        kind === 'many' || kind === 'linked' ? [`${field}.*`] : [],
      );
      const shown = [...list, ...named, ...nested].join();
      for (const filter of [{}, ...bookmarks.map((bookmark) => bookmark.filter)]) {
        const query = new URLSearchParams({ fields: shown, sort: order, filter: JSON.stringify(filter) });
        const { status } = await as(operator, 'GET', `${name}?${query}`);
        assert.equal(status, 200, `${name}: ${query}`);
      }
    }
    const made = await edit('POST', 'station_group', {
      name: 'Full',
      stations: { create: [{ station_id: 'cp000' }], update: [], delete: [] },
    });
    const empty = await edit('POST', 'station_group', { name: 'Empty' });
    const withoutStations = encodeURIComponent('{"stations":{"_none":{"id":{"_nnull":true}}}}');
    const { data } = await as(operator, 'GET', `station_group?fields=id&filter=${withoutStations}`);
    assert.deepEqual(data, [{ id: empty.id }], `not ${made.id}`);
  });

  test('what handlers and the API own is read only; who may only read edits nothing', async () => {
    await all.pool.query(
      `insert into campaign (name, calls, concurrency, when_offline, retries, backoff_seconds, outcome_seconds, requested_by, expires_at)
       values ('All', '{}', 1, 'WAIT', 0, 0, 60, 'me', now())`,
    );
    for (const collection of ['campaign', 'charging_profile', 'issued_certificate']) {
      assert.equal((await as(operator, 'GET', collection)).status, 200, collection);
      for (const [method, where] of [
        ['POST', collection],
        ['PATCH', `${collection}/1`],
        ['DELETE', `${collection}/1`],
      ] as const)
        assert.equal((await as(operator, method, where, {})).status, 403, `${method} ${where}`);
    }
    const viewer = await tokenOf('Viewer');
    for (const [collection, body] of [
      ['station_group', { name: 'Mine' }],
      ['desired_variable', { ...variable, station_id: 'cp000' }],
      ['local_list_rule', { station_id: 'cp000' }],
      ['station_group_member', { station_id: 'cp000', group_id: 1 }],
    ] as const) {
      assert.equal((await as(viewer, 'GET', collection)).status, 200, collection);
      assert.equal((await as(viewer, 'POST', collection, body)).status, 403, collection);
    }
  });
});

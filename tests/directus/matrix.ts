import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphQLField } from 'graphql';
import { readCollections } from '../../directus/definition/read-collections.js';
import { roleRows } from '../../directus/definition/roles.js';
import { needsOf } from '../../graph/access/needs.js';
import type { Need } from '../../graph/access/rights.js';
import { graphSchema } from '../../graph/schema.js';
import { minimalDocument } from '../graph/minimal-document.js';
import { until } from '../support/until.js';
import { type Administered, roleOf } from './administered.js';

const schema = await graphSchema();
const needs = needsOf(schema);
type Field = GraphQLField<unknown, unknown>;
const fieldsOf = (root: { getFields(): Record<string, Field> } | null | undefined) =>
  Object.values(root?.getFields() ?? {});

/** What the files of directus/ give a role, as the rows that Directus gets. */
async function rightsOf(role: string): Promise<Set<string>> {
  const wanted = roleRows(await readCollections()).find(({ table }) => table === 'directus_permissions');
  const rows = (wanted?.rows ?? []) as { policy: string; action: string; collection: string }[];
  return new Set(
    rows
      .filter(({ policy }) => policy === roleOf(role))
      .map(({ action, collection }) => `${action} ${collection}`),
  );
}

/** Tests that every query and mutation of the schema opens for each role as Directus says, and for nobody else. */
export function everyFieldForEveryRole(within: () => Administered): void {
  async function become(role: string): Promise<{ token: string; rights: Set<string> }> {
    const all = within();
    if (role === 'Administrator') return { token: all.adminToken, rights: new Set() };
    const { id, token } = await all.userOf('Viewer');
    await all.inDirectus('PATCH', `users/${id}`, { role: roleOf(role) });
    await until(`is ${role}`, async () => (await all.as(token, '{ me { role } }')).data?.me.role === role);
    return { token, rights: await rightsOf(role) };
  }

  const expected = (role: string, rights: Set<string>, wanted: readonly Need[]) =>
    role === 'Administrator' || wanted.every((need) => need === 'anybody' || rights.has(need));

  for (const role of ['Viewer', 'Support', 'Integrator', 'Operator', 'Administrator'])
    test(`${role} may ask what its permissions say, and nothing else`, async () => {
      const all = within();
      const { token, rights } = await become(role);
      const asked = { open: 0, closed: 0 };
      for (const [operation, root] of [
        ['query', schema.getQueryType()],
        ['mutation', schema.getMutationType()],
      ] as const)
        for (const field of fieldsOf(root)) {
          const type = field.type.toString().replace(/[[\]!]/g, '');
          const wanted = [
            ...(operation === 'mutation' ? [needs.ofMutation(field.name)] : []),
            ...(type in schema.getTypeMap() && 'getFields' in (schema.getType(type) as object)
              ? [needs.ofType(type)]
              : []),
          ];
          const code = await all.codeFor(token, minimalDocument(operation, field));
          const opened = code !== 'FORBIDDEN' && code !== 'UNAUTHENTICATED';
          assert.notEqual(code, 'GRAPHQL_VALIDATION_FAILED', field.name);
          assert.equal(opened, expected(role, rights, wanted), `${operation} ${field.name}: ${code}`);
          asked[opened ? 'open' : 'closed'] += 1;
        }
      assert.ok(asked.open > 30, JSON.stringify(asked));
      assert.equal(asked.closed === 0, role === 'Administrator');
      const mayCommand = await all.codeFor(token, 'mutation { resetStation(stationId: "none") { state } }');
      assert.equal(mayCommand === 'FORBIDDEN', role === 'Viewer');
    });
}

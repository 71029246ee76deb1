import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'graphql';
import type { Identity } from '../../graph/identity/identity.js';
import { graphSchema } from '../../graph/schema.js';
import { admission } from '../../graph/server/admission.js';
import { readAllowList } from '../../graph/server/allow-list.js';

const schema = await graphSchema();
const viewer: Identity = {
  name: 'viewer@example.com',
  userId: 'u1',
  role: 'Viewer',
  admin: false,
  rights: new Set(['read location']),
  expiresAt: null,
};
const admin: Identity = { ...viewer, admin: true, rights: new Set() };
const locations = '{ locations { nodes { name } } }';
const introspection = '{ __schema { queryType { name } } }';

for (const [shownTo, viewerMay, adminMay] of [
  ['everybody', true, true],
  ['administrators', false, true],
  ['nobody', false, false],
] as const)
  test(`the schema is shown to ${shownTo}`, () => {
    const admit = admission({ schema, allowed: undefined, introspection: shownTo });
    for (const [identity, may] of [
      [viewer, viewerMay],
      [admin, adminMay],
    ] as const) {
      assert.equal(admit({ document: parse(introspection) }, identity) === undefined, may, identity.name);
      assert.equal(admit({ document: parse('{ __typename me { __typename } }') }, identity), undefined);
    }
  });

test('with a list of documents only those run, however they are laid out, except for administrators', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-documents-'));
  await writeFile(
    path.join(folder, 'locations.graphql'),
    `# of the map\nquery {\n  locations { nodes { name } }\n}\n`,
  );
  const allowed = await readAllowList(folder);
  await rm(folder, { recursive: true });
  const admit = admission({ schema, allowed, introspection: 'everybody' });
  assert.equal(admit({ document: parse(locations) }, viewer), undefined);
  const other = parse('{ locations { totalCount } }');
  assert.equal(admit({ document: other }, viewer)?.extensions.code, 'FORBIDDEN');
  assert.equal(admit({ document: other }, admin), undefined);
  const unrighted = { ...viewer, rights: new Set<never>() };
  assert.equal(
    admit({ document: parse(locations) }, unrighted)?.extensions.code,
    'FORBIDDEN',
    'rights still count',
  );
});

test('of several operations in a document only the one that runs has to be allowed', () => {
  const admit = admission({ schema, allowed: undefined, introspection: 'everybody' });
  const document = parse(`query a ${locations} mutation b { deleteLocation(id: "1") }`);
  assert.equal(admit({ document, operationName: 'a' }, viewer), undefined);
  assert.deepEqual(admit({ document, operationName: 'b' }, viewer)?.extensions.missing, ['delete location']);
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { type Field, isColumn, isList } from '../../directus/definition/collection.js';
import { readCollections, readDashboards } from '../../directus/definition/read-collections.js';
import { roles } from '../../directus/definition/roles.js';
import { collectionRows } from '../../directus/definition/rows.js';
import { refusedField } from '../../directus/extensions/chargeql-checks/src/refused-field.js';
import { freshDatabase } from '../support/database.js';

const collections = await readCollections();
const dashboards = await readDashboards();
const database = await freshDatabase();
// As Directus itself: it sees no columns that it may not read.
const client = new pg.Client({ connectionString: database.as('directus') });
await client.connect();
after(async () => {
  await client.end();
  await database.drop();
});

const fieldsOf = (fields: Readonly<Record<string, Field>>): [string, Field][] => Object.entries(fields);

/** The types of column that a kind of field can show and write. */
const fits: Record<Exclude<Field['kind'], 'many' | 'linked' | 'links' | 'shown' | 'closed'>, RegExp> = {
  text: /^(text|uuid)$/,
  long: /^text$/,
  number: /^(smallint|integer|bigint|numeric|double precision)$/,
  time: /^timestamp with time zone$/,
  changed: /^timestamp with time zone$/,
  flag: /^boolean$/,
  json: /^jsonb?$/,
  position: /^jsonb?$/,
  secret: /^text$/,
  choice: /^(text|smallint)$/,
  one: /^(text|bigint|uuid)$/,
};

test('the free core tier has room for every collection, and permissions name what is there', () => {
  assert.ok(collections.length <= 25, `${collections.length} collections`);
  const names = collections.map(({ name }) => name);
  for (const { name, may } of roles)
    for (const collection of Object.keys(may))
      assert.ok(names.includes(collection), `${name}: ${collection}`);
});

test('every text that the rows name is there in English and German', () => {
  const tables = collectionRows(collections);
  const named = new Set(JSON.stringify(tables.map(({ rows }) => rows)).match(/(?<=\$t:)[^"]+/g));
  assert.ok(named.size > 150, `${named.size} texts`);
  const texts = tables.find(({ table }) => table === 'directus_translations')?.rows as {
    language: string;
    key: string;
    value: string;
  }[];
  for (const language of ['en-US', 'de-DE'])
    assert.deepEqual(
      texts
        .filter((text) => text.language === language && text.value !== '')
        .map(({ key }) => key)
        .sort(),
      [...named].sort(),
      language,
    );
});

test('dashboards show collections and fields that are there', () => {
  for (const { name: dashboard, panels } of dashboards) {
    assert.ok(panels.length > 0, dashboard.en);
    for (const { name, options } of panels) {
      const shown = collections.find((each) => each.name === options.collection);
      assert.ok(shown, `${dashboard.en}, ${name.en}: ${options.collection}`);
      const named = ['field', 'dateField', 'valueField', 'groupByField', 'aggregateField', 'sortField'];
      for (const field of [...named.flatMap((each) => options[each] ?? []), ...fieldsIn(options.filter)])
        assert.ok(
          String(field) in shown.fields,
          `${dashboard.en}, ${name.en}: ${options.collection}.${field}`,
        );
    }
  }
});

test('lists of dashboards name a field of what is related, for Insights asks by GraphQL', () => {
  for (const { panels } of dashboards)
    for (const { name, options } of panels) {
      const { fields = {} } = collections.find((each) => each.name === options.collection) ?? {};
      for (const [, field = '', of] of String(options.displayTemplate ?? '').matchAll(
        /\{\{(\w+)(\.\w+)?\}\}/g,
      )) {
        const [, known] = fieldsOf(fields).find(([each]) => each === field) ?? [];
        assert.ok(known, `${name.en}: ${field}`);
        assert.equal(of !== undefined, known.kind === 'one', `${name.en}: ${field}`);
      }
    }
});

/** The fields that a Directus filter asks about. */
function fieldsIn(filter: unknown): string[] {
  return Object.entries((filter ?? {}) as Record<string, unknown>).flatMap(([key, value]) =>
    key === '_and' ? (value as unknown[]).flatMap(fieldsIn) : [key],
  );
}

for (const { name: collection, fields, list, order, group } of collections) {
  test(`${collection}: columns and fields are the same, and of fitting types`, async () => {
    const { rows } = await client.query<{ column: string; type: string }>(
      `select column_name as column, data_type as type from information_schema.columns
       where table_schema = 'public' and table_name = $1`,
      [collection],
    );
    const columns = fieldsOf(fields).filter(([, field]) => isColumn(field));
    assert.deepEqual(columns.map(([name]) => name).sort(), rows.map(({ column }) => column).sort());
    for (const [name, field] of columns) {
      const { type = '' } = rows.find(({ column }) => column === name) ?? {};
      assert.ok(isColumn(field) && fits[field.kind].test(type), `${name} is a ${type}, not ${field.kind}`);
    }
  });

  test(`${collection}: Directus has a key of one column`, async () => {
    const { rows } = await client.query<{ columns: number }>(
      'select indnatts as columns from pg_index where indrelid = $1::regclass and indisprimary',
      [collection],
    );
    assert.deepEqual(rows, [{ columns: 1 }]);
  });

  test(`${collection}: choices are those that the table takes`, async () => {
    const { rows } = await client.query<{ check: string }>(
      `select pg_get_constraintdef(oid) as check from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [collection],
    );
    for (const [name, field] of fieldsOf(fields)) {
      const check = rows.find(({ check }) => check.startsWith(`CHECK ((${name} = ANY`))?.check;
      if (!check) continue;
      assert.ok(field.kind === 'choice', `${name} has a closed list of values`);
      const taken = [...check.matchAll(/'([^']*)'::text/g)].map(([, value]) => value ?? '');
      assert.deepEqual(field.choices.map(({ value }) => String(value)).sort(), taken.sort());
    }
  });

  test(`${collection}: what its table refuses of an edit is said at a field that is edited`, async () => {
    const { rows } = await client.query<{ constraint: string; columns: string[] }>(
      `select conname as constraint, array(select attname::text from pg_attribute
         where attrelid = conrelid and attnum = any(conkey)) as columns
       from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [collection],
    );
    const edited = (name: string) => fieldsOf(fields).some(([each, { edit }]) => each === name && edit);
    for (const { constraint, columns } of rows.filter(({ columns }) => columns.some(edited))) {
      const field = refusedField(collection, constraint);
      assert.ok(field && edited(field) && columns.includes(field), `${constraint}: ${field}`);
    }
  });

  test(`${collection}: what it refers to is there`, () => {
    const known = new Map(collections.map(({ name, fields }) => [name, new Map(fieldsOf(fields))]));
    for (const name of [...list, order.replace('-', '')])
      assert.ok(known.get(collection)?.has(name.split('.')[0] ?? ''), name);
    if (group) assert.ok(known.has(group), group);
    for (const [name, field] of fieldsOf(fields)) {
      if (field.kind === 'one') assert.ok(known.has(field.of), name);
      if (field.kind === 'linked') {
        const far = known.get(field.through)?.get(field.to);
        assert.ok(
          far?.kind === 'one' && far.of === field.of,
          `${name}: ${field.through}.${field.to} leads on`,
        );
        for (const column of field.columns) assert.ok(known.get(field.of)?.has(column), `${name}: ${column}`);
      }
      if (!isList(field)) continue;
      const from = field.kind === 'linked' ? field.through : field.of;
      const back = known.get(from)?.get(field.by);
      assert.ok(back?.kind === 'one' && back.of === collection, `${name}: ${from}.${field.by} leads back`);
    }
  });
}

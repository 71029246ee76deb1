import pg from 'pg';
import { dashboardRows } from './definition/dashboard.js';
import { flowRows } from './definition/flow.js';
import { openOperations } from './definition/module-bar.js';
import { readCollections, readDashboards, readFlows } from './definition/read-collections.js';
import { roleRows } from './definition/roles.js';
import { collectionRows, type Wanted } from './definition/rows.js';
import { openIdentity } from './identity-access.js';

/** What an apply did, in rows. */
export interface Applied {
  collections: number;
  changed: number;
}

/**
 * Brings Directus's own tables to what the files here say, in one transaction; what is so already is not touched. No
 * other table is written; the API's role gets to read who its callers are. Directus reads the outcome when it starts.
 */
export async function applyDefinition(databaseUrl: string): Promise<Applied> {
  const collections = await readCollections();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('chargeql directus'))`);
    let changed = (await nameProject(client)) + (await openOperations(client));
    for (const wanted of [
      ...collectionRows(collections),
      ...roleRows(collections),
      ...dashboardRows(await readDashboards()),
      ...flowRows(await readFlows()),
    ])
      changed += await bringAbout(client, wanted);
    await openIdentity(client);
    await client.query('commit');
    return { collections: collections.length, changed };
  } finally {
    // Ends a transaction that failed, too.
    await client.end();
  }
}

/** Only where nobody has named it otherwise. */
async function nameProject(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `update directus_settings set project_name = 'ChargeQL', project_descriptor = 'OCPP 1.6 · 2.0.1 · 2.1', project_color = '#0B7A75'
     where project_name = 'Directus'`,
  );
  return rowCount ?? 0;
}

/** Changes, adds and removes rows until the table has what is wanted. Gives how many it took. */
async function bringAbout(client: pg.Client, { table, key, rows, ours, make = {} }: Wanted): Promise<number> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
  const of = (row: string, names: readonly string[]) => names.map((name) => `${row}.${name}`).join(', ');
  const same = key.map((name) => `known."${name}" is not distinct from wanted."${name}"`).join(' and ');
  const source = `json_populate_recordset(null::${table}, $1)`;
  const made = Object.entries(make);
  const statements = [
    `update ${table} known set ${columns.map((name) => `${name} = wanted.${name}`).join(', ')} from ${source} wanted
     where ${same} and jsonb_build_array(${of('known', columns)}) <> jsonb_build_array(${of('wanted', columns)})`,
    `insert into ${table} (${[...columns, ...made.map(([name]) => name)].join(', ')})
     select ${[of('wanted', columns), ...made.map(([, value]) => value)].join(', ')} from ${source} wanted
     where not exists (select from ${table} known where ${same})`,
    ...(ours === undefined
      ? []
      : [
          `delete from ${table} known where ${ours} and not exists (select from ${source} wanted where ${same})`,
        ]),
  ];
  let changed = 0;
  for (const statement of statements)
    changed += (await client.query(statement, [JSON.stringify(rows)])).rowCount ?? 0;
  return changed;
}

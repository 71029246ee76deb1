import type pg from 'pg';

/** What Directus shows while nobody has chosen: its own list, which it keeps in the app and not in the database. */
const usual = [
  { type: 'module', id: 'content', enabled: true },
  { type: 'module', id: 'visual', enabled: false },
  { type: 'module', id: 'users', enabled: true },
  { type: 'module', id: 'files', enabled: true },
  { type: 'module', id: 'insights', enabled: true },
  { type: 'module', id: 'flows', enabled: true },
  { type: 'module', id: 'settings', enabled: true, locked: true },
];

const operations = { type: 'module', id: 'operations', enabled: true };

/** Puts the console first in the bar of modules, once: whoever moves it or turns it off has it so. */
export async function openOperations(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `update directus_settings set module_bar = ($1::jsonb || coalesce(module_bar::jsonb, $2::jsonb))::json
     where not coalesce(module_bar::jsonb @> $3::jsonb, false)`,
    [JSON.stringify([operations]), JSON.stringify(usual), JSON.stringify([{ id: operations.id }])],
  );
  return rowCount ?? 0;
}

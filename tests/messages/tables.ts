import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** All rows of a folder of tables, each file's default one; in order of the files' names. */
export async function rowsIn<Row>(folder: 'inbound' | 'outbound'): Promise<Row[]> {
  const cwd = fileURLToPath(new URL(`${folder}/`, import.meta.url));
  const rows: Row[] = [];
  for (const file of globSync('*.js', { cwd }).sort()) {
    const table = (await import(new URL(`${folder}/${file}`, import.meta.url).href)) as { default: Row[] };
    rows.push(...table.default);
  }
  return rows;
}

import { readdir } from 'node:fs/promises';
import type { Collection } from './collection.js';
import type { Dashboard } from './dashboard.js';
import type { Flow } from './flow.js';

/** Everything of a folder beside this one: one file each, found by its name. */
async function readFolder<Content>(name: string): Promise<[file: string, Content][]> {
  const folder = new URL(`../${name}/`, import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js')).sort();
  return Promise.all(
    files.map(async (file): Promise<[string, Content]> => {
      const { default: content } = (await import(new URL(file, folder).href)) as { default: Content };
      return [file.replace('.js', ''), content];
    }),
  );
}

export async function readCollections(): Promise<Collection[]> {
  return (await readFolder<Collection>('collections')).map(([file, collection]) => {
    if (collection.name !== file)
      throw new Error(`directus/collections/${file}.ts is about "${collection.name}"`);
    return collection;
  });
}

export const readDashboards = async (): Promise<Dashboard[]> =>
  (await readFolder<Dashboard>('dashboards')).map(([, dashboard]) => dashboard);

export const readFlows = async (): Promise<Flow[]> =>
  (await readFolder<Flow>('flows')).map(([, flow]) => flow);

import { readdir } from 'node:fs/promises';
import type { Collection } from './collection.js';

const folder = new URL('../collections/', import.meta.url);

/** Every collection: one file each, found by its name. */
export async function readCollections(): Promise<Collection[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js')).sort();
  return Promise.all(
    files.map(async (file) => {
      const { default: collection } = (await import(new URL(file, folder).href)) as { default: Collection };
      if (collection.name !== file.replace('.js', ''))
        throw new Error(`directus/collections/${file} is about "${collection.name}"`);
      return collection;
    }),
  );
}

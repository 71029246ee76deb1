import type { Change, Columns } from './change.js';

/** What Directus tells of a change of items. */
export interface ItemEvent {
  collection: string;
  action: Change['action'];
  keys: string[];
  /** What is new of them. */
  payload: Columns;
}

/** A change whose key and payload are known. */
export type Known = Omit<ItemEvent, 'keys'> & { key: string };

/**
 * The item events of a batch, in their order. A Directus event holds several keys with one payload, so equal changes
 * that follow each other are told as one.
 */
export function itemEvents(changes: readonly Known[]): ItemEvent[] {
  const told: (ItemEvent & { same: string })[] = [];
  for (const { key, ...change } of changes) {
    const same = JSON.stringify(change);
    const last = told.at(-1);
    if (last && last.action !== 'create' && last.same === same) last.keys.push(key);
    else told.push({ ...change, keys: [key], same });
  }
  return told.map(({ same: _, ...each }) => each);
}

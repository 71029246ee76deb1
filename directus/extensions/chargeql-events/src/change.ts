import type { Noted } from './noted.js';
import { itemsOf } from './station-items.js';

export type Columns = Readonly<Record<string, unknown>>;

/** What happened to one item, as far as the outbox tells it. */
export interface Change {
  collection: string;
  action: 'create' | 'update' | 'delete';
  /** Its key, or what the columns of its row hold and of no other. */
  item: string | Columns;
  /** What is new of it; undefined: it stands in the row. */
  payload?: Columns | undefined;
  /** Which columns of the row are new; undefined: all. */
  fields?: readonly string[] | undefined;
}

/** The changes of items, in the order of the outbox. */
export const changesOf = (noted: readonly Noted[]): Change[] =>
  noted.flatMap(({ event, change }): Change[] => {
    if (event) return itemsOf(event);
    if (!change) return [];
    const { collection, action, key, fields } = change;
    if (action === 'delete') return [{ collection, action, item: key, payload: {} }];
    return [{ collection, action, item: key, fields: action === 'update' ? fields : undefined }];
  });

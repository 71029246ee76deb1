import { fixedId } from './fixed-id.js';
import type { Wanted } from './rows.js';

/** A flow on item events: it goes on to its request where the change fits the filter. */
export interface Flow {
  name: string;
  icon: string;
  description: string;
  collection: string;
  scope: readonly ('items.create' | 'items.update' | 'items.delete')[];
  /** A Directus filter over `$trigger`, the event. */
  when: Readonly<Record<string, unknown>>;
  request: { url: string; body: string };
}

const json = (value: object): string => `'${JSON.stringify(value).replaceAll("'", "''")}'::json`;

/**
 * The flows we bring: off at first. Only what tells them apart is ours; who switches one on, or writes their own
 * address into it, keeps that.
 */
export const flowRows = (flows: readonly Flow[]): Wanted[] => flows.flatMap(rowsOf);

function rowsOf({ name, icon, description, collection, scope, when, request }: Flow): Wanted[] {
  const [flow, condition, send] = ['flow', 'condition', 'request'].map((part) =>
    fixedId('flow', name, part),
  ) as [string, string, string];
  return [
    {
      table: 'directus_flows',
      key: ['id'],
      rows: [{ id: flow, name, icon, description }],
      make: {
        status: `'inactive'`,
        trigger: `'event'`,
        accountability: `'all'`,
        options: json({ type: 'action', scope, collections: [collection] }),
        operation: `'${condition}'::uuid`,
      },
    },
    {
      table: 'directus_operations',
      key: ['id'],
      rows: [{ id: send, flow, key: 'send' }],
      make: {
        name: `'Send'`,
        type: `'request'`,
        position_x: '37',
        position_y: '1',
        options: json({ method: 'POST', ...request }),
      },
    },
    {
      table: 'directus_operations',
      key: ['id'],
      rows: [{ id: condition, flow, key: 'applies' }],
      make: {
        name: `'Does it apply?'`,
        type: `'condition'`,
        position_x: '19',
        position_y: '1',
        options: json({ filter: when }),
        resolve: `'${send}'::uuid`,
      },
    },
  ];
}

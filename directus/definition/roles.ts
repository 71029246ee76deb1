import type { Collection } from './collection.js';
import type { Wanted } from './rows.js';

type Action = 'create' | 'read' | 'update' | 'delete';

interface Role {
  /** Of the role, its policy and the link between them: fixed, so that every system has the same. */
  id: string;
  name: string;
  icon: string;
  description: string;
  /** May sign in to the app, and so takes one of the licence's seats. */
  app: boolean;
  /** What it may do beyond reading everything. */
  may: Readonly<Record<string, readonly Action[]>>;
}

/** What only the administrator sees. */
const closed: readonly string[] = ['audit'];

/** Directus's own, so that everybody in the app sees the dashboards. */
const insights: readonly string[] = ['directus_dashboards', 'directus_panels'];

const edit: readonly Action[] = ['create', 'update', 'delete'];

/** Beside the administrator, whom Directus makes itself. Without a licence a permission knows no fields and no filter. */
export const roles: readonly Role[] = [
  {
    id: 'c4a26e90-0001-4000-8000-000000000001',
    name: 'Operator',
    icon: 'support_agent',
    description: 'Runs the stations: commands, stations, their configuration, locations and id tokens',
    app: true,
    may: {
      location: edit,
      charging_station: edit,
      station_group: edit,
      station_group_member: edit,
      desired_variable: edit,
      id_token: edit,
      id_token_group: edit,
      id_token_place: edit,
      local_list_rule: edit,
      command: ['create'],
      orphan_message: ['update'],
    },
  },
  {
    id: 'c4a26e90-0002-4000-8000-000000000002',
    name: 'Viewer',
    icon: 'visibility',
    description: 'Sees everything and changes nothing',
    app: true,
    may: {},
  },
  {
    id: 'c4a26e90-0003-4000-8000-000000000003',
    name: 'Integrator',
    icon: 'api',
    description: 'A machine with a static token: reads, commands, and keeps id tokens; no app',
    app: false,
    may: {
      id_token: edit,
      id_token_group: edit,
      id_token_place: edit,
      local_list_rule: edit,
      command: ['create'],
    },
  },
  {
    id: 'c4a26e90-0004-4000-8000-000000000004',
    name: 'Support',
    icon: 'headset_mic',
    description: 'Helps drivers: commands stations and settles unmatched messages',
    app: true,
    may: { command: ['create'], orphan_message: ['update'] },
  },
];

/** The roles with a policy each, and what the policies allow. */
export function roleRows(collections: readonly Collection[]): Wanted[] {
  const ids = roles.map(({ id }) => `'${id}'`).join(', ');
  return [
    {
      table: 'directus_roles',
      key: ['id'],
      rows: roles.map(({ id, name, icon, description }) => ({ id, name, icon, description })),
    },
    {
      table: 'directus_policies',
      key: ['id'],
      rows: roles.map(({ id, name, icon, description, app }) => ({
        id,
        name,
        icon,
        description,
        admin_access: false,
        app_access: app,
      })),
    },
    {
      table: 'directus_access',
      key: ['id'],
      rows: roles.map(({ id }) => ({ id, role: id, policy: id, sort: 1 })),
    },
    {
      table: 'directus_permissions',
      key: ['policy', 'collection', 'action'],
      rows: roles.flatMap((role) =>
        [
          ...collections.map(({ name }) => name).filter((name) => !closed.includes(name)),
          ...(role.app ? insights : []),
        ].flatMap((name) =>
          (['read', ...(role.may[name] ?? [])] as const).map((action) => ({
            policy: role.id,
            collection: name,
            action,
            fields: '*',
          })),
        ),
      ),
      ours: `known.policy in (${ids})`,
    },
  ];
}

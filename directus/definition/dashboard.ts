import type { Words } from './collection.js';
import { fixedId } from './fixed-id.js';
import type { Wanted } from './rows.js';
import { inLanguages } from './texts.js';

/** A page of Directus's Insights. */
export interface Dashboard {
  name: Words;
  icon: string;
  color: string;
  note: Words;
  panels: readonly Panel[];
}

/** A figure, a list or a curve; places and sizes are squares of Directus's grid. */
export interface Panel {
  name: Words;
  type: 'metric' | 'metric-list' | 'list' | 'chargeql-bars';
  icon: string;
  color?: string;
  at: readonly [x: number, y: number];
  size: readonly [width: number, height: number];
  /** As this type of panel takes them; `collection` names whose rows are shown. */
  options: Readonly<Record<string, unknown>> & { collection: string };
}

/** The dashboards and their panels; those that people make themselves stay. */
export function dashboardRows(dashboards: readonly Dashboard[]): Wanted[] {
  const ids = dashboards.map(({ name }) => `'${fixedId('dashboard', name.en)}'`).join(', ');
  return [
    {
      table: 'directus_dashboards',
      key: ['id'],
      rows: dashboards.map(({ name, icon, color, note }) => ({
        id: fixedId('dashboard', name.en),
        name: name.en,
        icon,
        color,
        note: note.en,
      })),
    },
    {
      table: 'directus_panels',
      key: ['id'],
      rows: dashboards.flatMap((dashboard) =>
        dashboard.panels.map((panel) => ({
          id: fixedId('panel', dashboard.name.en, panel.name.en),
          dashboard: fixedId('dashboard', dashboard.name.en),
          name: panel.name.en,
          type: panel.type,
          icon: panel.icon,
          color: panel.color ?? null,
          show_header: true,
          position_x: panel.at[0],
          position_y: panel.at[1],
          width: panel.size[0],
          height: panel.size[1],
          options: panel.options,
        })),
      ),
      ours: `known.dashboard in (${ids})`,
    },
    {
      table: 'directus_translations',
      key: ['language', 'key'],
      rows: inLanguages([...textsOf(dashboards)].map(([en, of]) => [`${textPrefix}.${en}`, of])),
      ours: `split_part(known.key, '.', 1) = '${textPrefix}'`,
      make: { id: 'gen_random_uuid()' },
    },
  ];
}

/** Names are kept in English; the console's hook finds their translations by it, for the app translates none here. */
const textPrefix = 'insights';

const textsOf = (dashboards: readonly Dashboard[]): Map<string, Words> =>
  new Map(
    dashboards
      .flatMap(({ name, note, panels }) => [name, note, ...panels.map((panel) => panel.name)])
      .map((words) => [words.en, words]),
  );

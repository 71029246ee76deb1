import { fixedId } from './fixed-id.js';
import type { Wanted } from './rows.js';

/** A page of Directus's Insights. */
export interface Dashboard {
  name: string;
  icon: string;
  color: string;
  note: string;
  panels: readonly Panel[];
}

/** A figure, a list or a curve; places and sizes are squares of Directus's grid. */
export interface Panel {
  name: string;
  type: 'metric' | 'metric-list' | 'list' | 'time-series';
  icon: string;
  color?: string;
  at: readonly [x: number, y: number];
  size: readonly [width: number, height: number];
  /** As this type of panel takes them; `collection` names whose rows are shown. */
  options: Readonly<Record<string, unknown>> & { collection: string };
}

/** The dashboards and their panels; those that people make themselves stay. */
export function dashboardRows(dashboards: readonly Dashboard[]): Wanted[] {
  const ids = dashboards.map(({ name }) => `'${fixedId('dashboard', name)}'`).join(', ');
  return [
    {
      table: 'directus_dashboards',
      key: ['id'],
      rows: dashboards.map(({ name, icon, color, note }) => ({
        id: fixedId('dashboard', name),
        name,
        icon,
        color,
        note,
      })),
    },
    {
      table: 'directus_panels',
      key: ['id'],
      rows: dashboards.flatMap((dashboard) =>
        dashboard.panels.map((panel) => ({
          id: fixedId('panel', dashboard.name, panel.name),
          dashboard: fixedId('dashboard', dashboard.name),
          name: panel.name,
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
  ];
}

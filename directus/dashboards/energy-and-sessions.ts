import type { Dashboard } from '../definition/dashboard.js';

const active = { status: { _eq: 'ACTIVE' } };

/** What is charged, now and over the weeks. */
export default {
  name: 'Energy and sessions',
  icon: 'bolt',
  color: '#3399FF',
  note: 'What is charged, now and over the weeks',
  panels: [
    {
      name: 'Charging now',
      type: 'metric',
      icon: 'electric_car',
      at: [1, 1],
      size: [12, 6],
      options: { collection: 'transaction', field: 'id', function: 'count', filter: active },
    },
    {
      name: 'Power now',
      type: 'metric',
      icon: 'speed',
      at: [13, 1],
      size: [12, 6],
      options: {
        collection: 'transaction',
        field: 'power_w',
        function: 'sum',
        filter: active,
        suffix: ' W',
        notation: 'compact',
        // Left to itself it grows past its panel.
        fontSize: '32px',
      },
    },
    {
      name: 'Energy in 30 days',
      type: 'metric',
      icon: 'bolt',
      at: [25, 1],
      size: [12, 6],
      options: {
        collection: 'transaction',
        field: 'energy_wh',
        function: 'sum',
        filter: { started_at: { _gte: '$NOW(-30 days)' } },
        suffix: ' Wh',
        notation: 'compact',
        // Left to itself it grows past its panel.
        fontSize: '32px',
      },
    },
    {
      name: 'Energy a day, Wh',
      type: 'time-series',
      icon: 'show_chart',
      at: [1, 7],
      size: [36, 12],
      options: {
        collection: 'transaction',
        dateField: 'started_at',
        valueField: 'energy_wh',
        function: 'sum',
        precision: 'day',
        range: '1 month',
      },
    },
    {
      name: 'Sessions an hour',
      type: 'time-series',
      icon: 'ev_station',
      at: [1, 19],
      size: [18, 12],
      options: {
        collection: 'transaction',
        dateField: 'started_at',
        valueField: 'id',
        function: 'count',
        precision: 'hour',
        range: '1 week',
      },
    },
    {
      name: 'Most energy, by station',
      type: 'metric-list',
      icon: 'leaderboard',
      at: [19, 19],
      size: [18, 12],
      options: {
        collection: 'transaction',
        groupByField: 'station_id',
        aggregateField: 'energy_wh',
        aggregateFunction: 'sum',
        sortDirection: 'desc',
        limit: 8,
        suffix: ' Wh',
      },
    },
  ],
} satisfies Dashboard;

import type { Dashboard } from '../definition/dashboard.js';

const active = { status: { _eq: 'ACTIVE' } };

/** What is charged, now and over the weeks. */
export default {
  name: { en: 'Energy and sessions', de: 'Energie und Ladevorgänge' },
  icon: 'bolt',
  color: '#3399FF',
  note: { en: 'What is charged, now and over the weeks', de: 'Was geladen wird, jetzt und über die Wochen' },
  panels: [
    {
      name: { en: 'Charging now', de: 'Lädt jetzt' },
      type: 'metric',
      icon: 'electric_car',
      at: [1, 1],
      size: [16, 6],
      options: { collection: 'transaction', field: 'id', function: 'count', filter: active },
    },
    {
      name: { en: 'Power now', de: 'Leistung jetzt' },
      type: 'metric',
      icon: 'speed',
      at: [17, 1],
      size: [16, 6],
      options: {
        collection: 'transaction',
        field: 'power_w',
        function: 'sum',
        filter: active,
        suffix: ' W',
        notation: 'compact',
        maximumFractionDigits: 1,
        // Left to itself it grows past its panel.
        fontSize: '32px',
      },
    },
    {
      name: { en: 'Energy in 30 days', de: 'Energie in 30 Tagen' },
      type: 'metric',
      icon: 'bolt',
      at: [33, 1],
      size: [16, 6],
      options: {
        collection: 'transaction',
        field: 'energy_wh',
        function: 'sum',
        filter: { started_at: { _gte: '$NOW(-30 days)' } },
        suffix: ' Wh',
        notation: 'compact',
        maximumFractionDigits: 1,
        // Left to itself it grows past its panel.
        fontSize: '32px',
      },
    },
    {
      name: { en: 'Energy a day', de: 'Energie am Tag' },
      type: 'chargeql-bars',
      icon: 'bar_chart',
      at: [1, 7],
      size: [48, 12],
      options: {
        collection: 'transaction',
        dateField: 'started_at',
        valueField: 'energy_wh',
        function: 'sum',
        step: 'day',
        count: 30,
        unit: 'kWh',
        per: 1000,
      },
    },
    {
      name: { en: 'Sessions an hour', de: 'Ladevorgänge je Stunde' },
      type: 'chargeql-bars',
      icon: 'ev_station',
      at: [1, 19],
      size: [24, 20],
      options: {
        collection: 'transaction',
        dateField: 'started_at',
        valueField: 'id',
        function: 'count',
        step: 'hour',
        count: 48,
      },
    },
    {
      name: { en: 'Most energy, by station', de: 'Meiste Energie, nach Station' },
      type: 'metric-list',
      icon: 'leaderboard',
      at: [25, 19],
      size: [24, 20],
      options: {
        collection: 'transaction',
        groupByField: 'station_id',
        aggregateField: 'energy_wh',
        aggregateFunction: 'sum',
        sortDirection: 'desc',
        limit: 5,
        suffix: ' Wh',
        notation: 'compact',
        maximumFractionDigits: 1,
      },
    },
  ],
} satisfies Dashboard;

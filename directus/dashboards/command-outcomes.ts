import type { Dashboard } from '../definition/dashboard.js';

const lately = { created_at: { _gte: '$NOW(-7 days)' } };
const failed = { state: { _in: ['CALL_ERROR', 'TIMED_OUT', 'OFFLINE', 'EXPIRED'] } };

/** What stations were asked, and whether they did it. */
export default {
  name: { en: 'Command outcomes', de: 'Ergebnis der Befehle' },
  icon: 'send',
  color: '#6644FF',
  note: {
    en: 'What stations were asked, and whether they did it',
    de: 'Was Stationen gefragt wurden, und ob sie es taten',
  },
  panels: [
    {
      name: { en: 'Answered in 7 days', de: 'Beantwortet in 7 Tagen' },
      type: 'metric',
      icon: 'done',
      color: '#2ECDA7',
      at: [1, 1],
      size: [16, 6],
      options: {
        collection: 'command',
        field: 'id',
        function: 'count',
        filter: { _and: [lately, { state: { _eq: 'ANSWERED' } }] },
      },
    },
    {
      name: { en: 'Without success in 7 days', de: 'Ohne Erfolg in 7 Tagen' },
      type: 'metric',
      icon: 'error',
      color: '#E35169',
      at: [17, 1],
      size: [16, 6],
      options: { collection: 'command', field: 'id', function: 'count', filter: { _and: [lately, failed] } },
    },
    {
      name: { en: 'Waiting', de: 'Wartend' },
      type: 'metric',
      icon: 'schedule',
      color: '#FFA439',
      at: [33, 1],
      size: [16, 6],
      options: {
        collection: 'command',
        field: 'id',
        function: 'count',
        filter: { state: { _in: ['QUEUED', 'SENT'] } },
      },
    },
    {
      name: { en: 'By outcome', de: 'Nach Ergebnis' },
      type: 'metric-list',
      icon: 'donut_small',
      at: [1, 7],
      size: [24, 20],
      options: {
        collection: 'command',
        groupByField: 'state',
        aggregateField: 'id',
        aggregateFunction: 'count',
        sortDirection: 'desc',
        limit: 5,
        filter: lately,
      },
    },
    {
      name: { en: 'By action', de: 'Nach Aktion' },
      type: 'metric-list',
      icon: 'list_alt',
      at: [25, 7],
      size: [24, 20],
      options: {
        collection: 'command',
        groupByField: 'action',
        aggregateField: 'id',
        aggregateFunction: 'count',
        sortDirection: 'desc',
        limit: 5,
        filter: lately,
      },
    },
    {
      name: { en: 'Latest without success', de: 'Zuletzt ohne Erfolg' },
      type: 'list',
      icon: 'list',
      at: [1, 27],
      size: [48, 14],
      options: {
        collection: 'command',
        limit: 10,
        sortField: 'created_at',
        sortDirection: 'desc',
        displayTemplate: '{{created_at}} · {{station_id.id}} · {{action}} · {{error_description}}',
        filter: failed,
      },
    },
  ],
} satisfies Dashboard;

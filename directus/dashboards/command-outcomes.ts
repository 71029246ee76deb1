import type { Dashboard } from '../definition/dashboard.js';

const lately = { created_at: { _gte: '$NOW(-7 days)' } };
const failed = { state: { _in: ['CALL_ERROR', 'TIMED_OUT', 'OFFLINE', 'EXPIRED'] } };

/** What stations were asked, and whether they did it. */
export default {
  name: 'Command outcomes',
  icon: 'send',
  color: '#6644FF',
  note: 'What stations were asked, and whether they did it',
  panels: [
    {
      name: 'Answered in 7 days',
      type: 'metric',
      icon: 'done',
      color: '#2ECDA7',
      at: [1, 1],
      size: [12, 6],
      options: {
        collection: 'command',
        field: 'id',
        function: 'count',
        filter: { _and: [lately, { state: { _eq: 'ANSWERED' } }] },
      },
    },
    {
      name: 'Without success in 7 days',
      type: 'metric',
      icon: 'error',
      color: '#E35169',
      at: [13, 1],
      size: [12, 6],
      options: { collection: 'command', field: 'id', function: 'count', filter: { _and: [lately, failed] } },
    },
    {
      name: 'Waiting',
      type: 'metric',
      icon: 'schedule',
      color: '#FFA439',
      at: [25, 1],
      size: [12, 6],
      options: {
        collection: 'command',
        field: 'id',
        function: 'count',
        filter: { state: { _in: ['QUEUED', 'SENT'] } },
      },
    },
    {
      name: 'By outcome',
      type: 'metric-list',
      icon: 'donut_small',
      at: [1, 7],
      size: [18, 12],
      options: {
        collection: 'command',
        groupByField: 'state',
        aggregateField: 'id',
        aggregateFunction: 'count',
        sortDirection: 'desc',
        limit: 7,
        filter: lately,
      },
    },
    {
      name: 'By action',
      type: 'metric-list',
      icon: 'list_alt',
      at: [19, 7],
      size: [18, 12],
      options: {
        collection: 'command',
        groupByField: 'action',
        aggregateField: 'id',
        aggregateFunction: 'count',
        sortDirection: 'desc',
        limit: 8,
        filter: lately,
      },
    },
    {
      name: 'Latest without success',
      type: 'list',
      icon: 'list',
      at: [1, 19],
      size: [36, 14],
      options: {
        collection: 'command',
        limit: 10,
        sortField: 'created_at',
        sortDirection: 'desc',
        displayTemplate: '{{created_at}} · {{station_id}} · {{action}} · {{error_description}}',
        filter: failed,
      },
    },
  ],
} satisfies Dashboard;

import { tellings } from '../tellings.js';

export default tellings([
  {
    versions: ['ocpp2.1'],
    action: 'NotifyPriorityCharging',
    given: (station, { rows }) =>
      rows(
        `insert into transaction (station_id, transaction_id, evse_id, status, started_at)
         values ($1, 'tx', 1, 'ACTIVE', now()), ($1, 'other', 2, 'ACTIVE', now())`,
        [station],
      ),
    payloads: [
      { transactionId: 'tx', activated: true },
      { transactionId: 'tx', activated: false },
      { transactionId: 'tx', activated: true },
    ],
    answer: {},
    rows: [
      'select transaction_id, priority_charging from transaction where station_id = $1 order by id',
      [
        { transaction_id: 'tx', priority_charging: true },
        { transaction_id: 'other', priority_charging: null },
      ],
    ],
    shown: [
      'transactions { nodes { transactionId priorityCharging } }',
      {
        transactions: {
          nodes: [
            { transactionId: 'other', priorityCharging: null },
            { transactionId: 'tx', priorityCharging: true },
          ],
        },
      },
    ],
    events: [
      'PriorityChargingChanged activated transaction { transactionId }',
      [
        { activated: true, transaction: { transactionId: 'tx' } },
        { activated: false, transaction: { transactionId: 'tx' } },
        { activated: true, transaction: { transactionId: 'tx' } },
      ],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'NotifyPriorityCharging',
    payloads: [{ transactionId: 'nobody', activated: true }],
    answer: {},
    rows: [
      'select action, payload from orphan_message where station_id = $1',
      [{ action: 'NotifyPriorityCharging', payload: { transactionId: 'nobody', activated: true } }],
    ],
    shown: ['transactions { totalCount }', { transactions: { totalCount: 0 } }],
    events: ['OrphanRecorded action', [{ action: 'NotifyPriorityCharging' }]],
  },
]);

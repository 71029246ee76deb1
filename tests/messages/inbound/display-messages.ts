import { tellings } from '../tellings.js';

const startDateTime = '2026-03-01T10:00:00.000Z';
const message = { format: 'UTF8', language: 'de', content: 'Willkommen' };
const first = { id: 1, priority: 'InFront', message };
const second = {
  id: 2,
  priority: 'NormalCycle',
  state: 'Idle',
  startDateTime,
  display: { name: 'Display', evse: { id: 1 } },
  message: { format: 'ASCII', content: 'Hi' },
};

export default tellings([
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'NotifyDisplayMessages',
    payloads: [
      { requestId: 9, tbc: true, messageInfo: [first] },
      { requestId: 9, messageInfo: [second] },
    ],
    answer: {},
    rows: [
      `select message_id, priority, state, starts_at, format, language, content, display, request_id
       from display_message where station_id = $1 order by message_id`,
      [
        {
          message_id: '1',
          priority: 'InFront',
          state: null,
          starts_at: null,
          ...message,
          display: null,
          request_id: '9',
        },
        {
          message_id: '2',
          priority: 'NormalCycle',
          state: 'Idle',
          starts_at: new Date(startDateTime),
          format: 'ASCII',
          language: null,
          content: 'Hi',
          display: second.display,
          request_id: '9',
        },
      ],
    ],
    shown: [
      'displayMessages(filter: { state: ["Idle"] }) { nodes { messageId content startsAt display requestId } }',
      {
        displayMessages: {
          nodes: [
            {
              messageId: '2',
              content: 'Hi',
              startsAt: startDateTime,
              display: second.display,
              requestId: '9',
            },
          ],
        },
      },
    ],
    events: [
      'DisplayMessagesReported requestId messageIds complete',
      [
        { requestId: '9', messageIds: ['1'], complete: false },
        { requestId: '9', messageIds: ['2'], complete: true },
      ],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'NotifyDisplayMessages',
    payloads: [
      {
        requestId: 10,
        messageInfo: [
          {
            ...first,
            messageExtra: [{ format: 'QRCODE', content: 'https://pay.example' }],
            transactionId: 't',
          },
        ],
      },
    ],
    answer: {},
    rows: [
      'select further_contents, transaction_id from display_message where station_id = $1',
      [
        {
          further_contents: [{ format: 'QRCODE', content: 'https://pay.example' }],
          transaction_id: 't',
        },
      ],
    ],
    shown: [
      'displayMessages { nodes { furtherContents transactionId language } }',
      {
        displayMessages: {
          nodes: [
            {
              furtherContents: [{ format: 'QRCODE', content: 'https://pay.example' }],
              transactionId: 't',
              language: 'de',
            },
          ],
        },
      },
    ],
    events: [
      'DisplayMessagesReported requestId messageIds complete',
      [{ requestId: '10', messageIds: ['1'], complete: true }],
    ],
  },
]);

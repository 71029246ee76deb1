import { tellings } from '../tellings.js';

const generatedAt = '2026-03-01T10:00:00.000Z';
const part = (seqNo: number, data: string, tbc?: boolean) => ({
  requestId: 6,
  seqNo,
  data,
  generatedAt,
  ...(tbc && { tbc }),
});

export default tellings([
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'NotifyCustomerInformation',
    payloads: [part(0, 'name: A', true), part(2, ', 3', false), part(1, 'nna', true)],
    answer: {},
    rows: [
      'select request_id, parts, last_seq_no from customer_information where station_id = $1',
      [{ request_id: '6', parts: { 0: 'name: A', 1: 'nna', 2: ', 3' }, last_seq_no: 2 }],
    ],
    shown: [
      'customerInformation { nodes { requestId information complete generatedAt } }',
      {
        customerInformation: {
          nodes: [{ requestId: '6', information: 'name: Anna, 3', complete: true, generatedAt }],
        },
      },
    ],
    events: [
      'CustomerInformationReported requestId seqNo information complete',
      [
        { requestId: '6', seqNo: 0, information: 'name: A', complete: false },
        { requestId: '6', seqNo: 2, information: ', 3', complete: true },
        { requestId: '6', seqNo: 1, information: 'nna', complete: false },
      ],
    ],
  },
  {
    versions: ['ocpp2.0.1'],
    action: 'NotifyCustomerInformation',
    payloads: [part(0, 'a', true), part(2, 'c')],
    answer: {},
    rows: ['select last_seq_no from customer_information where station_id = $1', [{ last_seq_no: 2 }]],
    shown: [
      'customerInformation { nodes { information complete } }',
      { customerInformation: { nodes: [{ information: 'ac', complete: false }] } },
    ],
    events: ['CustomerInformationReported seqNo', [{ seqNo: 0 }, { seqNo: 2 }]],
  },
]);

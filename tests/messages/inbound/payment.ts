import { tellings } from '../tellings.js';

const settlementTime = '2026-03-01T10:00:00.000Z';
const vatCompany = { name: 'Acme', address1: 'Street 1', city: 'Town', country: 'NL' };

export default tellings([
  {
    versions: ['ocpp2.1'],
    action: 'NotifySettlement',
    payloads: [
      {
        transactionId: 'tx',
        pspRef: 'psp-1',
        status: 'Failed',
        statusInfo: 'card expired',
        settlementAmount: 12.3,
        settlementTime,
      },
      {
        transactionId: 'tx',
        pspRef: 'psp-1',
        status: 'Settled',
        settlementAmount: 12.3,
        settlementTime,
        receiptId: 'r1',
        receiptUrl: 'https://receipt.example/r1',
        vatNumber: 'NL1',
        vatCompany,
      },
    ],
    answer: {},
    rows: [
      `select transaction_id, psp_ref, status, info, amount, settled_at, receipt_id, receipt_url, vat_number, vat_company
       from settlement where station_id = $1 order by id`,
      [
        {
          status: 'Failed',
          info: 'card expired',
          receipt_id: null,
          receipt_url: null,
          vat_number: null,
          vat_company: null,
        },
        {
          status: 'Settled',
          info: null,
          receipt_id: 'r1',
          receipt_url: 'https://receipt.example/r1',
          vat_number: 'NL1',
          vat_company: vatCompany,
        },
      ].map((row) => ({
        transaction_id: 'tx',
        psp_ref: 'psp-1',
        amount: 12.3,
        settled_at: new Date(settlementTime),
        ...row,
      })),
    ],
    shown: [
      'settlements(filter: { status: ["Settled"] }) { nodes { transactionId pspRef amount settledAt receiptUrl vatCompany } }',
      {
        settlements: {
          nodes: [
            {
              transactionId: 'tx',
              pspRef: 'psp-1',
              amount: 12.3,
              settledAt: settlementTime,
              receiptUrl: 'https://receipt.example/r1',
              vatCompany,
            },
          ],
        },
      },
    ],
    events: [
      'PaymentSettled transactionId pspRef status amount receiptUrl',
      [
        { transactionId: 'tx', pspRef: 'psp-1', status: 'Failed', amount: 12.3, receiptUrl: null },
        {
          transactionId: 'tx',
          pspRef: 'psp-1',
          status: 'Settled',
          amount: 12.3,
          receiptUrl: 'https://receipt.example/r1',
        },
      ],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'VatNumberValidation',
    payloads: [{ vatNumber: 'NL123', evseId: 2 }],
    answer: {
      vatNumber: 'NL123',
      evseId: 2,
      status: 'Rejected',
      statusInfo: { reasonCode: 'NotEnabled', additionalInfo: 'no register knows this number' },
    },
    rows: [
      'select evse_id, vat_number, status, company from vat_number_query where station_id = $1',
      [{ evse_id: 2, vat_number: 'NL123', status: 'Rejected', company: null }],
    ],
    shown: [
      'vatNumberQueries { nodes { evseId vatNumber status company } }',
      {
        vatNumberQueries: {
          nodes: [{ evseId: 2, vatNumber: 'NL123', status: 'Rejected', company: null }],
        },
      },
    ],
    events: [
      'VatNumberQueried evseId vatNumber status',
      [{ evseId: 2, vatNumber: 'NL123', status: 'Rejected' }],
    ],
  },
]);

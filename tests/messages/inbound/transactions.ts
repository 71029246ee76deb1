import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Beside, type Telling, tellings } from '../tellings.js';

const at = (minutes: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000).toISOString();
const tag = 'RFID-1';
const measurand = 'Energy.Active.Import.Register';
const ledger = `select evse_id, connector_id, id_token, status, authorization_status, energy_wh, stopped_reason,
  started_at, ended_at from transaction where station_id = $1`;
const began = {
  ...{ evse_id: 1, connector_id: 1, id_token: tag, authorization_status: 'Accepted' },
  started_at: new Date(at(0)),
};
const going = { ...began, status: 'ACTIVE', stopped_reason: null, ended_at: null };
const over = { ...began, status: 'ENDED', stopped_reason: 'EVDisconnected', ended_at: new Date(at(60)) };

/** 1.6: one that goes on under this number. */
const open =
  (id: number) =>
  (station: string, { rows }: Beside) =>
    rows(
      `insert into transaction (id, station_id, transaction_id, evse_id, connector_id, id_token, authorization_status,
         status, started_at, meter_start_wh)
       overriding system value values ($2::bigint, $1, $2::text, 1, 1, '${tag}', 'Accepted', 'ACTIVE', '${at(0)}', 1000)`,
      [station, id],
    );

const sample = (value: number, context: string) => ({
  value,
  context,
  measurand,
  unitOfMeasure: { unit: 'Wh' },
});
const event = (eventType: string, seqNo: number, more: object) => ({
  ...{ eventType, seqNo, timestamp: at(seqNo * 30), evse: { id: 1, connectorId: 1 }, ...more },
});
const meterValue = (seqNo: number, value: number, context: string) => [
  { timestamp: at(seqNo * 30), sampledValue: [sample(value, context)] },
];

const session2: Omit<Telling, 'events' | 'payloads'> = {
  versions: ['ocpp2.0.1', 'ocpp2.1'],
  action: 'TransactionEvent',
  answer: {},
  rows: [ledger, [{ ...over, energy_wh: 2500 }]],
  shown: [
    `transactions { nodes { transactionId status energyWh chargingState stoppedReason remoteStartId reservationId lastSeqNo
       meterValues { totalCount } } }`,
    {
      transactions: {
        nodes: [
          {
            ...{ transactionId: 'tx-7', status: 'ENDED', energyWh: 2500, chargingState: 'Idle' },
            ...{ stoppedReason: 'EVDisconnected', remoteStartId: '77', reservationId: '5', lastSeqNo: 2 },
            meterValues: { totalCount: 3 },
          },
        ],
      },
    },
  ],
};
const started = event('Started', 0, {
  triggerReason: 'RemoteStart',
  ...{
    idToken: { idToken: tag, type: 'ISO14443' },
    reservationId: 5,
    numberOfPhasesUsed: 3,
    cableMaxCurrent: 32,
  },
  transactionInfo: { transactionId: 'tx-7', chargingState: 'EVConnected', remoteStartId: 77 },
  meterValue: meterValue(0, 1000, 'Transaction.Begin'),
});
const updated = event('Updated', 1, {
  ...{
    triggerReason: 'MeterValuePeriodic',
    transactionInfo: { transactionId: 'tx-7', chargingState: 'Charging' },
  },
  meterValue: meterValue(1, 2000, 'Sample.Periodic'),
});
const ended = event('Ended', 2, {
  triggerReason: 'EVDeparted',
  transactionInfo: {
    ...{
      transactionId: 'tx-7',
      chargingState: 'Idle',
      stoppedReason: 'EVDisconnected',
      timeSpentCharging: 3400,
    },
  },
  meterValue: meterValue(2, 3500, 'Transaction.End'),
});
const seen = { transactionId: 'tx-7', evseId: 1, connectorId: 1, idToken: tag, remoteStartId: '77' };
const followed = 'transactionId evseId connectorId idToken remoteStartId transactionStatus energyWh';

const readings = (version: OcppVersion): Telling => {
  const word = (value: number, unit: string, more: object) =>
    version === 'ocpp1.6'
      ? { value: String(value), unit, ...more }
      : { value, unitOfMeasure: { unit }, ...more };
  const sampledValue = [
    word(1.5, 'kWh', { measurand, context: 'Sample.Clock', location: 'Outlet' }),
    word(7, 'kW', { measurand: 'Power.Active.Import', context: 'Sample.Clock' }),
    word(230, 'V', { measurand: 'Voltage', phase: 'L1-N' }),
    word(80, 'Percent', { measurand: 'SoC', location: 'EV' }),
  ];
  const place = version === 'ocpp1.6' ? { connectorId: 1 } : { evseId: 1 };
  const energy = { measurand, value: 1500, unit: 'Wh', phase: null };
  const power = { measurand: 'Power.Active.Import', value: 7000, unit: 'W', phase: null };
  const soc = { measurand: 'SoC', value: 80, unit: 'Percent', phase: null };
  const voltage = { measurand: 'Voltage', value: 230, unit: 'V', phase: 'L1-N' };
  const kept = [energy, power, soc, voltage];
  return {
    versions: [version],
    action: 'MeterValues',
    payloads: [{ ...place, meterValue: [{ timestamp: at(15), sampledValue }] }],
    answer: {},
    rows: [
      `select measurand, value, unit, phase from meter_value where station_id = $1 order by measurand`,
      kept,
    ],
    atRoot: true,
    shown: [
      `meterValues(filter: { stationId: $id, measurand: ["SoC"] }) { totalCount nodes { evseId measuredAt value unit location } }`,
      {
        meterValues: {
          totalCount: 1,
          nodes: [{ evseId: 1, measuredAt: at(15), value: 80, unit: 'Percent', location: 'EV' }],
        },
      },
    ],
    // Told again they are shown again: readings of the moment, each of whose samples is kept once.
    events: [
      'MeterValuesReceived evseId energyWh powerW socPercent measuredAt transactionRef',
      [1, 2].map(() => ({
        ...{ evseId: 1, energyWh: 1500, powerW: 7000, socPercent: 80 },
        ...{ measuredAt: at(15), transactionRef: null },
      })),
    ],
  };
};

export default tellings([
  {
    versions: ['ocpp1.6'],
    action: 'StartTransaction',
    payloads: [{ connectorId: 1, idTag: tag, meterStart: 1000, timestamp: at(0), reservationId: 5 }],
    answer: { idTagInfo: { status: 'Accepted' }, numbered: true },
    answerShown: ({ transactionId, ...rest }: { transactionId: number }) => ({
      ...rest,
      numbered: Number.isInteger(transactionId) && transactionId > 0,
    }),
    rows: [ledger, [{ ...going, energy_wh: 0 }]],
    shown: [
      'currentTransactions { status idToken meterStartWh reservationId }',
      { currentTransactions: [{ status: 'ACTIVE', idToken: tag, meterStartWh: 1000, reservationId: '5' }] },
    ],
    events: [
      'TransactionStarted evseId idToken transactionStatus startedAt energyWh',
      [{ evseId: 1, idToken: tag, transactionStatus: 'ACTIVE', startedAt: at(0), energyWh: 0 }],
    ],
  },
  {
    versions: ['ocpp1.6'],
    action: 'StopTransaction',
    given: open(1_900_000_001),
    payloads: [
      {
        ...{
          transactionId: 1_900_000_001,
          idTag: tag,
          meterStop: 3500,
          timestamp: at(60),
          reason: 'EVDisconnected',
        },
        transactionData: [
          {
            timestamp: at(60),
            sampledValue: [{ value: '3500', measurand, unit: 'Wh', context: 'Transaction.End' }],
          },
        ],
      },
    ],
    answer: { idTagInfo: { status: 'Accepted' } },
    rows: [ledger, [{ ...over, energy_wh: 2500 }]],
    shown: [
      'transactions { nodes { status energyWh stoppedReason endedAt meterStopWh meterValues { nodes { value context } } } }',
      {
        transactions: {
          nodes: [
            {
              ...{
                status: 'ENDED',
                energyWh: 2500,
                stoppedReason: 'EVDisconnected',
                endedAt: at(60),
                meterStopWh: 3500,
              },
              meterValues: { nodes: [{ value: 3500, context: 'Transaction.End' }] },
            },
          ],
        },
      },
    ],
    events: [
      'TransactionEnded evseId idToken transactionStatus energyWh stoppedReason endedAt',
      [
        {
          ...{ evseId: 1, idToken: tag, transactionStatus: 'ENDED', energyWh: 2500 },
          ...{ stoppedReason: 'EVDisconnected', endedAt: at(60) },
        },
      ],
    ],
  },
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'TransactionEvent',
    payloads: [started],
    answer: { idTokenInfo: { status: 'Accepted' } },
    rows: [ledger, [{ ...going, energy_wh: 0 }]],
    shown: [
      'currentTransactions { transactionId status chargingState }',
      { currentTransactions: [{ transactionId: 'tx-7', status: 'ACTIVE', chargingState: 'EVConnected' }] },
    ],
    events: [`TransactionStarted ${followed}`, [{ ...seen, transactionStatus: 'ACTIVE', energyWh: 0 }]],
  },
  {
    ...session2,
    given: (_, { call }) => call('TransactionEvent', started),
    payloads: [updated, ended],
    events: [
      `TransactionEnded ${followed} stoppedReason endedAt`,
      [
        {
          ...seen,
          transactionStatus: 'ENDED',
          energyWh: 2500,
          stoppedReason: 'EVDisconnected',
          endedAt: at(60),
        },
      ],
    ],
  },
  {
    ...session2,
    given: async (_, { call }) => {
      await call('TransactionEvent', started);
      await call('TransactionEvent', ended);
    },
    // Told late: it changes nothing of the end, and is part of the story.
    payloads: [updated],
    events: [`TransactionUpdated ${followed}`, [{ ...seen, transactionStatus: 'ENDED', energyWh: 2500 }]],
  },
  ...(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const).map(readings),
]);

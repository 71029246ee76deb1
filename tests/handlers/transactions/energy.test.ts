import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Call, openWire, type Wire } from '../wire.js';
import { ledger, minute } from './sessions.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`insert into id_token (id_token) values ('good')`);
});
after(() => wire.close());

const intervalWord = 'Energy.Active.Import.Interval';

interface Case {
  what: string;
  begin?: number;
  end?: number;
  /** Import register by minute, Wh. */
  registers?: [minute: number, wh: number][];
  intervals?: [minute: number, wh: number][];
  /** 2.x marks begin and end on samples of the same meter. */
  only16?: true;
  /** Energy before the end, and after. */
  live: number;
  total: number;
}

const cases: Case[] = [
  { what: 'begin and end only', begin: 1000, end: 6000, live: 0, total: 5000 },
  {
    what: 'samples in between',
    begin: 1000,
    registers: [
      [10, 2000],
      [20, 4000],
    ],
    end: 6000,
    live: 3000,
    total: 5000,
  },
  {
    what: 'samples out of order',
    begin: 1000,
    registers: [
      [20, 4000],
      [10, 2000],
    ],
    end: 6000,
    live: 3000,
    total: 5000,
  },
  {
    what: 'a session counter from 0',
    begin: 0,
    registers: [
      [10, 500],
      [20, 4000],
    ],
    end: 5000,
    live: 4000,
    total: 5000,
  },
  {
    what: 'lifetime begin and end, session counter between (ABB)',
    only16: true,
    begin: 500_000,
    registers: [
      [1, 0],
      [10, 500],
      [20, 4000],
    ],
    end: 505_000,
    live: 4000,
    total: 5000,
  },
  {
    what: 'session begin and end, lifetime samples between',
    only16: true,
    begin: 0,
    registers: [
      [1, 500_000],
      [20, 504_000],
    ],
    end: 5000,
    live: 4000,
    total: 5000,
  },
  {
    what: 'an end of 0',
    begin: 1000,
    registers: [
      [10, 2000],
      [50, 5500],
    ],
    end: 0,
    live: 4500,
    total: 4500,
  },
  {
    what: 'begin and end of 0, samples that know better',
    begin: 0,
    registers: [
      [0, 7000],
      [50, 9000],
    ],
    end: 0,
    live: 9000,
    total: 9000,
  },
  { what: 'nothing charged', begin: 1000, registers: [[10, 1000]], end: 1000, live: 0, total: 0 },
  {
    what: 'a register that starts over',
    begin: 9000,
    registers: [
      [10, 9500],
      [20, 100],
      [30, 300],
    ],
    end: 400,
    live: 500,
    total: 500,
  },
  {
    what: 'intervals, and no register',
    begin: 0,
    intervals: [
      [10, 500],
      [20, 700],
    ],
    end: 0,
    live: 1200,
    total: 1200,
  },
  {
    what: 'intervals beside a register',
    begin: 1000,
    registers: [[10, 1500]],
    intervals: [[10, 450]],
    end: 2000,
    live: 500,
    total: 1000,
  },
];

/** A message with one sample, in the version's own form. */
function meter(
  version: OcppVersion,
  station: string,
  id: number,
  sample: [at: number, wh: number, measurand?: string],
): Call {
  const [at, wh, measurand] = sample;
  const value = version === 'ocpp1.6' ? String(wh) : wh;
  const meterValue = [{ timestamp: minute(at), sampledValue: [{ value, measurand }] }];
  const payload =
    version === 'ocpp1.6'
      ? { connectorId: 1, transactionId: id, meterValue }
      : {
          eventType: 'Updated',
          timestamp: minute(at),
          triggerReason: 'MeterValuePeriodic',
          seqNo: at,
          transactionInfo: { transactionId: 'tx' },
          meterValue,
        };
  return { station, version, action: version === 'ocpp1.6' ? 'MeterValues' : 'TransactionEvent', payload };
}

/** Begin or end of a 2.x transaction. */
function bound(station: string, eventType: 'Started' | 'Ended', wh: number): Call {
  const [at, context] = eventType === 'Started' ? [0, 'Transaction.Begin'] : [60, 'Transaction.End'];
  const meterValue = [{ timestamp: minute(at), sampledValue: [{ value: wh, context }] }];
  const transactionInfo = { transactionId: 'tx' };
  const evse = { id: 1 };
  const payload = {
    eventType,
    timestamp: minute(at),
    triggerReason: 'Authorized',
    seqNo: at,
    transactionInfo,
    evse,
    meterValue,
  };
  return { station, version: 'ocpp2.0.1', action: 'TransactionEvent', payload };
}

for (const version of ['ocpp1.6', 'ocpp2.0.1'] as const)
  for (const { what, begin = 0, end = 0, registers = [], intervals = [], only16, live, total } of cases) {
    // In 2.x a begin of 0 is a register reading as any other.
    if (version === 'ocpp2.0.1' && (only16 || (begin === 0 && end === 0))) continue;
    test(`${version}: ${what}: ${live} Wh, then ${total} Wh`, async () => {
      const station = await wire.station(`${version} ${what}`, version);
      const energy = async () => (await wire.rows(ledger, [station]))[0]?.energy_wh;
      const is16 = version === 'ocpp1.6';
      const opening: Call = is16
        ? {
            station,
            version,
            action: 'StartTransaction',
            payload: { connectorId: 1, idTag: 'good', meterStart: begin, timestamp: minute(0) },
          }
        : bound(station, 'Started', begin);
      const id: number = (await wire.send(opening)).transactionId;
      const samples = [
        ...registers,
        ...intervals.map(([at, wh]) => [at, wh, intervalWord] as [number, number, string]),
      ];
      for (const sample of samples) {
        await wire.send(meter(version, station, id, sample));
        await wire.send(meter(version, station, id, sample));
      }
      assert.equal(await energy(), live);
      const closing: Call = is16
        ? {
            station,
            version,
            action: 'StopTransaction',
            payload: { transactionId: id, meterStop: end, timestamp: minute(60) },
          }
        : bound(station, 'Ended', end);
      await wire.send(closing);
      assert.equal(await energy(), total);
      for (const sample of samples) await wire.send(meter(version, station, id, sample));
      assert.equal(await energy(), total);
    });
  }

test('intervals count once, whichever messages of a batch or of two at once bring them', async () => {
  const station = await wire.station('interval', 'ocpp2.0.1');
  const [a, b] = [10, 20].map((at) => meter('ocpp2.0.1', station, 0, [at, 500, intervalWord]));
  assert.ok(a && b);
  await wire.batch([a, b, a]);
  await Promise.all([wire.send(a), wire.batch([b, a])]);
  assert.equal((await wire.rows(ledger, [station]))[0]?.energy_wh, 1000);
});

test('phases: the energy of all three', async () => {
  const station = await wire.station('phases', 'ocpp1.6');
  const start = { connectorId: 1, idTag: 'good', meterStart: 3000, timestamp: minute(0) };
  const { transactionId } = await wire.send({
    station,
    version: 'ocpp1.6',
    action: 'StartTransaction',
    payload: start,
  });
  const sampledValue = ['L1', 'L2', 'L3'].map((phase) => ({ value: '2', unit: 'kWh', phase }));
  const payload = { connectorId: 1, transactionId, meterValue: [{ timestamp: minute(9), sampledValue }] };
  await wire.send({ station, version: 'ocpp1.6', action: 'MeterValues', payload });
  assert.equal((await wire.rows(ledger, [station]))[0]?.energy_wh, 3000);
});

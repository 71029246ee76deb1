import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesOf } from '../../../directus/extensions/chargeql-operations/src/station/session-series.js';
import { shareOf, uptimeIn } from '../../../directus/extensions/chargeql-operations/src/station/uptime.js';
import {
  asLines,
  asText,
  type Frame,
  isAbout,
} from '../../../directus/extensions/chargeql-operations/src/trace/frame.js';
import { formatFor, partsOf } from '../../../directus/extensions/chargeql-operations/src/words/format.js';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('numbers and units are written as people of the language write them', () => {
  const [english, german] = [formatFor('en-US'), formatFor('de-DE')];
  assert.equal(plain(english.power(11040)), '11.0 kW');
  assert.equal(plain(german.power(11040)), '11,0 kW');
  assert.equal(plain(german.energy(1234567)), '1.234,57 kWh');
  assert.equal(plain(german.money(3.5, 'EUR')), '3,50 €');
  assert.equal(plain(english.money(3.5, 'EUR')), '€3.50');
  assert.equal(plain(english.power(33_517_000)), '33.5 MW');
  assert.equal(english.power(null), '–');
  assert.equal(plain(english.ago('2026-11-25T10:00:00Z', Date.parse('2026-11-25T10:03:00Z'))), '3 min. ago');
});

test('a time is told in its two largest units', () => {
  assert.deepEqual(partsOf(3_725_000), [
    [1, 'hour'],
    [2, 'minute'],
  ]);
  assert.deepEqual(partsOf(59_000), [[59, 'second']]);
  assert.deepEqual(partsOf(3_600_000), [[1, 'hour']]);
  assert.deepEqual(partsOf(12), [[0, 'second']]);
});

test('samples become lines: phases add up where there is no sum, energy begins at the session’s register', () => {
  const sample = (at: string, measurand: string, value: number, phase: string | null = null) => ({
    measuredAt: `2026-11-25T10:${at}Z`,
    measurand,
    phase,
    value,
    unit: null,
  });
  const { times, powerKw, energyKwh } = seriesOf([
    sample('01:00', 'Power.Active.Import', 3000, 'L1'),
    sample('01:00', 'Power.Active.Import', 3000, 'L2'),
    sample('00:00', 'Power.Active.Import', 7000),
    sample('00:00', 'Energy.Active.Import.Register', 50_000),
    sample('01:00', 'Energy.Active.Import.Register', 51_500),
    sample('01:00', 'Voltage', 230),
  ]);
  assert.equal(times.length, 2);
  assert.deepEqual(powerKw, [7, 6]);
  assert.deepEqual(energyKwh, [0, 1.5]);
});

test('uptime merges connections that overlap, and counts one that is still open', () => {
  const at = (minute: number) => new Date(minute * 60_000).toISOString();
  const stretches = uptimeIn(
    [
      { openedAt: at(60), closedAt: null },
      { openedAt: at(-10), closedAt: at(20) },
      { openedAt: at(10), closedAt: at(40) },
    ],
    0,
    100 * 60_000,
  );
  assert.deepEqual(stretches, [
    { from: 0, to: 0.4 },
    { from: 0.6, to: 1 },
  ]);
  assert.equal(Math.round(shareOf(stretches) * 100), 80);
});

const frame: Frame = {
  id: '1',
  direction: 'IN',
  action: 'StopTransaction',
  messageId: 'a',
  receivedAt: '2026-11-25T10:00:00.000Z',
  answeredAt: '2026-11-25T10:00:00.012Z',
  latencyMs: 12,
  outcome: 'RESULT',
  errorCode: null,
  request: '[2,"a","StopTransaction",{"transactionId":17,"meterStop":5}]',
  answer: '[3,"a",{}]',
  findings: [{ path: '/meterStop', rule: 'type' }],
  ocppVersion: 'OCPP_1_6',
};

test('frames of a session are those that name it, not those that name one like it', () => {
  assert.ok(isAbout(frame, '17'));
  assert.ok(!isAbout(frame, '1'));
  assert.ok(!isAbout(frame, '.7'));
});

test('an export holds each frame to the letter, for programs and for people', () => {
  assert.deepEqual(JSON.parse(asLines([frame])), frame);
  const text = asText([frame], 'cp001');
  assert.match(text, /cp001 -> CSMS {2}StopTransaction {2}\[2,"a"/);
  assert.match(text, /CSMS -> cp001 {2}RESULT {2}\[3,"a",\{\}\]/);
  assert.match(text, /! \{"path":"\/meterStop"/);
});

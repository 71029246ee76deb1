import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { boot16, type Charger, dial } from '../support/charger.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

let system: System;
before(async () => {
  system = await startSystem({ STATION_RATE: '0' });
});
after(() => system.stop());

let last = 0;
async function station(
  version: string,
  mode: 'STRICT' | 'LENIENT',
): Promise<{ id: string; charger: Charger }> {
  const id = `R-${++last}`;
  await system.pool.query('insert into charging_station (id, validation_mode) values ($1, $2)', [id, mode]);
  return { id, charger: await dial(`${system.url}/${id}`, { protocols: [version] }) };
}

const at = '2026-02-03T04:05:06Z';
const status16 = { connectorId: 1, errorCode: 'NoError', status: 'Available' };
const status2 = { timestamp: at, connectorStatus: 'Available', evseId: 1, connectorId: 1 };

interface Breach {
  rule: string;
  action: string;
  v16?: object;
  v2?: object;
  /** In 2.x spelling. */
  code: string;
  /** Whether a lenient station is still refused. */
  unusable?: true;
}

const breaches: Breach[] = [
  {
    rule: 'required',
    action: 'StatusNotification',
    v16: { connectorId: 1, errorCode: 'NoError' },
    v2: { ...status2, connectorStatus: undefined },
    code: 'OccurrenceConstraintViolation',
    unusable: true,
  },
  {
    rule: 'required',
    action: 'StatusNotification',
    v2: { ...status2, timestamp: undefined },
    code: 'OccurrenceConstraintViolation',
  },
  {
    rule: 'type',
    action: 'StatusNotification',
    v16: { ...status16, connectorId: '1' },
    v2: { ...status2, evseId: '1' },
    code: 'TypeConstraintViolation',
  },
  {
    rule: 'type',
    action: 'StatusNotification',
    v16: { ...status16, connectorId: 'one' },
    v2: { ...status2, evseId: {} },
    code: 'TypeConstraintViolation',
    unusable: true,
  },
  {
    rule: 'enum',
    action: 'StatusNotification',
    v16: { ...status16, errorCode: 'Odd' },
    code: 'PropertyConstraintViolation',
  },
  {
    rule: 'maxLength',
    action: 'BootNotification',
    v16: { ...boot16, chargePointModel: 'm'.repeat(60) },
    v2: { reason: 'PowerUp', chargingStation: { vendorName: 'v'.repeat(60), model: 'm' } },
    code: 'PropertyConstraintViolation',
  },
  {
    rule: 'additionalProperties',
    action: 'Heartbeat',
    v16: { extra: 1 },
    v2: { extra: 1 },
    code: 'FormatViolation',
  },
  {
    rule: 'format',
    action: 'StatusNotification',
    v16: { ...status16, timestamp: 'yesterday' },
    v2: { ...status2, timestamp: '' },
    code: 'PropertyConstraintViolation',
  },
  {
    rule: 'minItems',
    action: 'MeterValues',
    v2: { evseId: 1, meterValue: [] },
    code: 'OccurrenceConstraintViolation',
  },
];

const in16: Record<string, string> = {
  OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
  FormatViolation: 'FormationViolation',
};

const findingsOf = (id: string): Promise<{ rule: string; message: string }[]> =>
  until(`trace of ${id}`, async () => {
    const { rows } = await system.pool.query('select findings from station_message where station_id = $1', [
      id,
    ]);
    return rows[0]?.findings as { rule: string; message: string }[] | undefined;
  });

for (const { rule, action, code, unusable, ...by } of breaches)
  for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1']) {
    const payload = version === 'ocpp1.6' ? by.v16 : by.v2;
    if (!payload) continue;
    const spelt = version === 'ocpp1.6' ? (in16[code] ?? code) : code;
    test(`${version} ${action} breaks ${rule}: strict ${spelt}, lenient ${unusable ? 'too' : 'forgives'}`, async () => {
      const strict = await station(version, 'STRICT');
      const refused = await strict.charger.call(action, payload);
      assert.deepEqual([refused[0], refused[2]], [4, spelt], String(refused[3]));
      assert.ok(String(refused[3]).length <= 255);
      assert.ok((await findingsOf(strict.id)).some((finding) => finding.rule === rule));
      const lenient = await station(version, 'LENIENT');
      const answer = await lenient.charger.call(action, payload);
      assert.equal(answer[0], unusable ? 4 : 3, JSON.stringify(answer));
      assert.ok((await findingsOf(lenient.id)).some((finding) => finding.rule === rule));
      for (const { charger } of [strict, lenient]) await charger.hangUp();
    });
  }

test('what a refusal quotes stays short, however long the nonsense', async () => {
  const { charger } = await station('ocpp2.0.1', 'STRICT');
  const payload = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}`.repeat(50_000), 1]));
  const refused = await charger.call('Heartbeat', payload);
  assert.equal(refused[2], 'FormatViolation');
  assert.ok(JSON.stringify(refused).length < 5000, `${JSON.stringify(refused).length} bytes`);
  await charger.hangUp();
});

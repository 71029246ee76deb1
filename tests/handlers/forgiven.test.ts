import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../handlers/reading.js';
import { RpcError } from '../../ocpp/errors.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { messages, minute, type Session } from './transactions/sessions.js';
import { type Call, openWire, type Wire } from './wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const) await wire.station(version, version);
});
after(() => wire.close());

const session = (version: OcppVersion): Session => ({ station: version, version });
const call = (version: OcppVersion, action: string, payload: object): Call => ({
  station: version,
  version,
  action,
  payload,
});

function sound(version: OcppVersion): Call[] {
  const timestamp = minute(0);
  const sampledValue = [
    { value: version === 'ocpp1.6' ? '1' : 1, phase: 'L1', context: 'Other', location: 'EV' },
  ];
  if (version === 'ocpp1.6')
    return [
      call(version, 'BootNotification', { chargePointVendor: 'a', chargePointModel: 'b', iccid: 'c' }),
      call(version, 'StatusNotification', {
        connectorId: 1,
        errorCode: 'NoError',
        status: 'Available',
        timestamp,
        info: '',
      }),
      call(version, 'Authorize', { idTag: 'a' }),
      {
        ...messages.start16(session(version)),
        payload: { ...messages.start16(session(version)).payload, reservationId: 1 },
      },
      messages.meter16(session(version), 1, 1),
      call(version, 'MeterValues', { connectorId: 1, meterValue: [{ timestamp, sampledValue }] }),
      {
        ...messages.stop16(session(version), 1),
        payload: {
          ...messages.stop16(session(version), 1).payload,
          transactionData: [{ timestamp, sampledValue }],
        },
      },
      call(version, 'DataTransfer', { vendorId: 'a', messageId: 'b', data: 'c' }),
    ];
  return [
    call(version, 'BootNotification', {
      reason: 'PowerUp',
      chargingStation: { vendorName: 'a', model: 'b', modem: { iccid: 'c' } },
    }),
    call(version, 'StatusNotification', {
      evseId: 1,
      connectorId: 1,
      connectorStatus: 'Available',
      timestamp,
    }),
    call(version, 'Authorize', { idToken: { idToken: 'a', type: 'Central' } }),
    messages.event2(session(version), 'Started', 0, { reservationId: 1, offline: true }),
    messages.event2(session(version), 'Ended', 60, {
      transactionInfo: { transactionId: 'a', remoteStartId: 1, chargingState: 'Idle' },
    }),
    call(version, 'MeterValues', { evseId: 1, meterValue: [{ timestamp, sampledValue }] }),
    call(version, 'DataTransfer', { vendorId: 'a', messageId: 'b', data: { c: 1 } }),
    ...ofDeviceModel(version, timestamp),
  ];
}

function ofDeviceModel(version: OcppVersion, generatedAt: string): Call[] {
  const component = { name: 'a', instance: 'b', evse: { id: 1, connectorId: 1 } };
  const variable = { name: 'c', instance: 'd' };
  const head = { requestId: 1, generatedAt, seqNo: 0, tbc: true };
  const characteristics = { dataType: 'integer', maxLimit: 5, supportsMonitoring: true };
  const attribute = { type: 'Target', value: '1', mutability: 'ReadOnly', persistent: true };
  const row = { component, variable, variableAttribute: [attribute] };
  const monitor = { id: 1, transaction: true, value: 1, type: 'Delta', severity: 1 };
  const seen = { eventId: 1, timestamp: generatedAt, trigger: 'Delta', cause: 1, actualValue: '1' };
  const by = { eventNotificationType: 'CustomMonitor', variableMonitoringId: 1, techCode: 'e' };
  const also = version === 'ocpp2.1' ? { eventNotificationType: 'CustomMonitor' } : {};
  return [
    call(version, 'NotifyReport', {
      ...head,
      reportData: [{ ...row, variableCharacteristics: characteristics }],
    }),
    call(version, 'NotifyMonitoringReport', {
      ...head,
      monitor: [{ component, variable, variableMonitoring: [{ ...monitor, ...also }] }],
    }),
    call(version, 'NotifyEvent', {
      ...{ generatedAt, seqNo: 0 },
      eventData: [{ component, variable, ...seen, ...by }],
    }),
    ...(version === 'ocpp2.1' ? ofStreams(generatedAt) : []),
  ];
}

const ofStreams = (basetime: string): Call[] => [
  call('ocpp2.1', 'OpenPeriodicEventStream', {
    constantStreamData: { id: 1, variableMonitoringId: 1, params: { interval: 1, values: 2 } },
  }),
  call('ocpp2.1', 'NotifyPeriodicEventStream', {
    ...{ id: 1, pending: 0, basetime },
    data: [{ t: 1.5, v: 'a' }],
  }),
  call('ocpp2.1', 'ClosePeriodicEventStream', { id: 1 }),
];

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    'x'.repeat(5000),
    '😀"\\{},NULL',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ),
  fc.constantFrom<unknown>(0, -1, 0.5, 2 ** 31, 2 ** 53, 1e300, -1e300, '12,5', 'NaN', 'Infinity', '0x10'),
  fc.constantFrom<unknown>([], {}, true, 'false', [null], undefined),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed()),
);

/** Every place in a payload, as the keys that lead there. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function put(payload: Record<string, unknown>, path: string[], value: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, payload);
  parent[path.at(-1) as string] = value;
}

/** Whether a lenient station would get this past the door; mends it on the way. */
function isForgiven({ action, version, payload }: Call): boolean {
  try {
    check({ action, messageId: '1', payload, findings: [] }, version, {
      strict: false,
      receivedAt: new Date(),
    });
    return true;
  } catch (error) {
    if (error instanceof RpcError) return false;
    throw error;
  }
}

for (const version of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)
  for (const good of sound(version))
    test(`${version} ${good.action}: whatever a lenient station is forgiven can be kept and answered`, () =>
      fc.assert(
        fc.asyncProperty(fc.constantFrom(...places(good.payload).slice(1)), odd, async (path, value) => {
          const bad = { ...good, payload: structuredClone(good.payload) };
          put(bad.payload, path, value);
          const payload = JSON.parse(JSON.stringify(bad.payload));
          if (isForgiven({ ...bad, payload })) await wire.send({ ...bad, payload });
        }),
        { numRuns: 150 },
      ));

import type { Reaction } from '../connection.js';
import type { Evse } from '../evse.js';
import type { Station } from '../station.js';
import type { Question } from './dialect.js';
import { sampledValues } from './v16-samples.js';
import { asking, type Words16 } from './words.js';

const ask = asking<Words16>();

/** What may be asked for by name; connector 0 or none is every connector. */
const triggers: Record<string, (station: Station, connectorId: number | undefined) => Question<unknown>[]> = {
  Heartbeat: (station) => [station.dialect.heartbeat()],
  StatusNotification: (station, connectorId) => [
    ...(connectorId ? [] : [station.dialect.stationStatus?.(station)].filter((each) => each !== undefined)),
    ...chosen(station, connectorId).map((evse) => station.dialect.status(evse)),
  ],
  FirmwareStatusNotification: () => [ask('FirmwareStatusNotification', () => ({ status: 'Idle' }), nothing)],
  DiagnosticsStatusNotification: () => [
    ask('DiagnosticsStatusNotification', () => ({ status: 'Idle' }), nothing),
  ],
  LogStatusNotification: () => [ask('LogStatusNotification', () => ({ status: 'Idle' }), nothing)],
  MeterValues: (station, connectorId) =>
    measuring(chosen(station, connectorId)).map((evse) => {
      evse.advance();
      const sampledValue = sampledValues(evse.reading('TxUpdatedMeasurands'), 'Trigger');
      const transactionId = evse.session?.csmsId;
      return ask(
        'MeterValues',
        () => ({
          connectorId: evse.id,
          ...(transactionId === undefined ? {} : { transactionId }),
          meterValue: [{ timestamp: new Date().toISOString(), sampledValue }],
        }),
        nothing,
      );
    }),
};

const nothing = (): void => undefined;

/** With no measurand configured there is nothing to send: an empty reading breaks the schema. */
const measuring = (evses: Evse[]): Evse[] =>
  evses.filter((each) => each.reading('TxUpdatedMeasurands').length > 0);

const chosen = (station: Station, connectorId: number | undefined) =>
  station.evses.filter((each) => !connectorId || each.id === connectorId);

export function trigger(
  is: { requestedMessage: string; connectorId?: number },
  station: Station,
): Reaction & { answer: { status: 'Accepted' | 'Rejected' | 'NotImplemented' } } {
  if (is.requestedMessage === 'BootNotification')
    return { answer: { status: 'Accepted' }, after: () => station.bootAgain() };
  if (is.requestedMessage === 'SignChargePointCertificate')
    return {
      answer: { status: 'Accepted' },
      after: () => void station.certificates.request('ChargingStationCertificate'),
    };
  const triggered = triggers[is.requestedMessage];
  if (!triggered) return { answer: { status: 'NotImplemented' } };
  if (is.connectorId !== undefined && chosen(station, is.connectorId).length === 0)
    return { answer: { status: 'Rejected' } };
  return {
    answer: { status: 'Accepted' },
    after: () => {
      for (const question of triggered(station, is.connectorId)) void station.ask(question);
    },
  };
}

import type { Evse } from '../evse.js';
import type { CertificateUse } from '../own-certificates.js';
import type { Station } from '../station.js';
import type { Question } from './dialect.js';
import { meterValue } from './v2-samples.js';
import { asking, type Commands, type Words2 } from './words.js';

const ask = asking<Words2>();

const nothing = (): void => undefined;

/** With no measurand configured there is nothing to send: an empty reading breaks the schema. */
const measuring = (evses: Evse[]): Evse[] =>
  evses.filter((each) => each.reading('TxUpdatedMeasurands').length > 0);

/** What may be asked for by name (F06); no EVSE named is every EVSE. */
const triggers: Record<string, (station: Station, evses: Evse[]) => Question<unknown>[]> = {
  Heartbeat: (station) => [station.dialect.heartbeat()],
  StatusNotification: (station, evses) => evses.map((evse) => station.dialect.status(evse)),
  FirmwareStatusNotification: () => [ask('FirmwareStatusNotification', () => ({ status: 'Idle' }), nothing)],
  LogStatusNotification: () => [ask('LogStatusNotification', () => ({ status: 'Idle' }), nothing)],
  MeterValues: (_, evses) =>
    measuring(evses).map((evse) => {
      evse.advance();
      const value = meterValue(evse.reading('TxUpdatedMeasurands'), new Date(), 'Trigger');
      return ask('MeterValues', () => ({ evseId: evse.id, meterValue: [value] }), nothing);
    }),
};

/** Asking for certificates takes a key first. */
const certificateTriggers: Record<string, CertificateUse> = {
  SignChargingStationCertificate: 'ChargingStationCertificate',
  SignV2GCertificate: 'V2GCertificate',
  SignV2G20Certificate: 'V2G20Certificate',
};

export const trigger: NonNullable<Commands<Words2>['TriggerMessage']> = (is, station) => {
  const evses = station.evses.filter((each) => !is.evse?.id || each.id === is.evse.id);
  if (evses.length === 0) return { answer: { status: 'Rejected' } };
  if (is.requestedMessage === 'BootNotification')
    // an accepted station has nothing to boot for (F06.FR.17)
    return station.registration === 'Accepted'
      ? { answer: { status: 'Rejected' } }
      : { answer: { status: 'Accepted' }, after: () => station.bootAgain() };
  if (is.requestedMessage === 'TransactionEvent') {
    const running = evses.filter((each) => each.session);
    return running.length === 0
      ? { answer: { status: 'Rejected' } }
      : { answer: { status: 'Accepted' }, after: () => running.forEach((each) => void each.sampleNow()) };
  }
  const use = certificateTriggers[is.requestedMessage];
  if (use) return { answer: { status: 'Accepted' }, after: () => void station.certificates.request(use) };
  const triggered = triggers[is.requestedMessage];
  if (!triggered) return { answer: { status: 'NotImplemented' } };
  return {
    answer: { status: 'Accepted' },
    after: () => {
      for (const question of triggered(station, evses)) void station.ask(question);
    },
  };
};

import type { OcppVersion } from '../../../ocpp/versions.js';
import type { Call } from '../wire.js';

export const start = Date.parse('2026-05-01T12:00:00Z');
/** ISO time n minutes into the session. */
export const minute = (n: number): string => new Date(start + n * 60_000).toISOString();

/** A sample of the import register, in the version's own form. */
export function register(version: OcppVersion, kWh: number, context?: string): object {
  return version === 'ocpp1.6'
    ? { value: String(kWh), unit: 'kWh', measurand: 'Energy.Active.Import.Register', context }
    : { value: kWh, unitOfMeasure: { unit: 'kWh' }, measurand: 'Energy.Active.Import.Register', context };
}

const values = (at: number, ...sampledValue: object[]) => [{ timestamp: minute(at), sampledValue }];

export interface Session {
  station: string;
  version: OcppVersion;
  evse?: number;
  tag?: string;
  /** 2.x; in 1.6 the number the start was answered with. */
  transactionId?: string;
}

/** The messages of a session that takes 60 minutes and 10 kWh, from register 100 kWh on. */
export const messages = {
  start16: ({ station, version, evse = 1, tag = 'good' }: Session): Call => ({
    station,
    version,
    action: 'StartTransaction',
    payload: { connectorId: evse, idTag: tag, meterStart: 100_000, timestamp: minute(0) },
  }),
  meter16: ({ station, version, evse = 1 }: Session, transactionId: number, at: number): Call => ({
    station,
    version,
    action: 'MeterValues',
    payload: { connectorId: evse, transactionId, meterValue: values(at, register(version, 100 + at / 6)) },
  }),
  stop16: ({ station, version, tag = 'good' }: Session, transactionId: number): Call => ({
    station,
    version,
    action: 'StopTransaction',
    payload: { transactionId, idTag: tag, meterStop: 110_000, timestamp: minute(60), reason: 'Local' },
  }),
  event2(session: Session, eventType: string, at: number, more: object = {}): Call {
    const { station, version, evse = 1, tag = 'good', transactionId = 'tx-1' } = session;
    const context = { Started: 'Transaction.Begin', Ended: 'Transaction.End' }[eventType];
    return {
      station,
      version,
      action: 'TransactionEvent',
      payload: {
        eventType,
        timestamp: minute(at),
        triggerReason: 'MeterValuePeriodic',
        seqNo: at,
        transactionInfo: { transactionId, ...(eventType === 'Ended' && { stoppedReason: 'Local' }) },
        evse: { id: evse, connectorId: 1 },
        ...(eventType !== 'Updated' && { idToken: { idToken: tag, type: 'ISO14443' } }),
        meterValue: values(at, register(version, 100 + at / 6, context)),
        ...more,
      },
    };
  },
  meter2: ({ station, version, evse = 1 }: Session, at: number): Call => ({
    station,
    version,
    action: 'MeterValues',
    payload: { evseId: evse, meterValue: values(at, register(version, 100 + at / 6)) },
  }),
};

export const ledger = `
  select id, transaction_id, evse_id, connector_id, id_token, status, authorization_status, started_at, ended_at,
         stopped_reason, energy_wh from transaction where station_id = $1 order by id`;

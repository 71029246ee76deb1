import type { Message } from '../backlog.js';
import type { Evse } from '../evse.js';
import { facts } from '../identity.js';
import { reservationAt } from '../reservations.js';
import type { Dialect, Happening } from './dialect.js';
import { certificateQuestions16 } from './v16-certificates.js';
import { commands16 } from './v16-commands.js';
import { sampledValues } from './v16-samples.js';
import { asking, type Words16 } from './words.js';

const ask = asking<Words16>();

/** 1.6 tells a transaction in three messages; changes of the charging state are told by status alone. */
const tellings: Record<Happening['eventType'], (happening: Happening) => Message | undefined> = {
  Started: (happening) => {
    const { session, at } = happening;
    return queued(
      ask(
        'StartTransaction',
        () => ({
          connectorId: session.evseId,
          idTag: session.token.idToken,
          meterStart: session.meterStartWh,
          timestamp: at.toISOString(),
          ...(session.reservationId === undefined ? {} : { reservationId: session.reservationId }),
        }),
        ({ transactionId, idTagInfo }) => {
          session.csmsId = transactionId;
          if (idTagInfo.status !== 'Accepted') happening.evse.station.deauthorized(happening);
        },
      ),
    );
  },
  Updated: ({ session, at, samples, context }) =>
    samples.length === 0
      ? undefined
      : queued(
          ask(
            'MeterValues',
            () => ({
              connectorId: session.evseId,
              transactionId: idOf(session),
              meterValue: [{ timestamp: at.toISOString(), sampledValue: sampledValues(samples, context) }],
            }),
            () => undefined,
          ),
        ),
  Ended: ({ session, at, samples, context }) =>
    queued(
      ask(
        'StopTransaction',
        () => ({
          transactionId: idOf(session),
          idTag: session.token.idToken,
          meterStop: session.meterStopWh ?? session.meterStartWh,
          timestamp: at.toISOString(),
          reason: session.stoppedReason ?? 'Other',
          ...(samples.length === 0
            ? {}
            : {
                transactionData: [
                  { timestamp: at.toISOString(), sampledValue: sampledValues(samples, context) },
                ],
              }),
        }),
        () => undefined,
      ),
    ),
};

/** A start the CSMS never took leaves its transaction without a number: chargers say -1 then. */
const idOf = (session: Happening['session']): number => session.csmsId ?? -1;

const queued = ({ action, payload, read }: ReturnType<typeof ask<'MeterValues', void>>): Message => ({
  action,
  payload,
  answered: read,
});

function statusOf(
  evse: Evse,
):
  | 'Available'
  | 'Reserved'
  | 'Preparing'
  | 'Charging'
  | 'SuspendedEV'
  | 'SuspendedEVSE'
  | 'Finishing'
  | 'Unavailable' {
  if (evse.session) {
    const { chargingState } = evse;
    return chargingState === 'SuspendedEV' || chargingState === 'SuspendedEVSE' ? chargingState : 'Charging';
  }
  if (!evse.operative) return 'Unavailable';
  if (evse.isPermitted) return 'Preparing';
  if (!evse.vehicle) return reservationAt(evse) ? 'Reserved' : 'Available';
  return evse.hasCharged ? 'Finishing' : 'Preparing';
}

const statusNotification = (connectorId: number, status: ReturnType<typeof statusOf>) =>
  ask(
    'StatusNotification',
    () => ({ connectorId, errorCode: 'NoError', status, timestamp: new Date().toISOString() }),
    () => undefined,
  );

/** OCPP 1.6 with its security extension. */
export const v16: Dialect = {
  boot: (station) =>
    ask(
      'BootNotification',
      () => ({
        chargePointVendor: facts.vendor,
        chargePointModel: facts.model(station),
        chargePointSerialNumber: facts.serial(station),
        firmwareVersion: station.firmware.version,
      }),
      ({ status, interval }) => ({ status, interval }),
    ),
  heartbeat: () =>
    ask(
      'Heartbeat',
      () => ({}),
      () => undefined,
    ),
  statusOf,
  status: (evse) => statusNotification(evse.id, statusOf(evse)),
  stationStatus: ({ evses }) =>
    statusNotification(0, evses.some((each) => each.operative) ? 'Available' : 'Unavailable'),
  authorize: ({ idToken }) =>
    ask(
      'Authorize',
      () => ({ idTag: idToken }),
      ({ idTagInfo }) => idTagInfo.status === 'Accepted',
    ),
  tell: (happening) => tellings[happening.eventType](happening),
  ...certificateQuestions16,
  commands: commands16,
};

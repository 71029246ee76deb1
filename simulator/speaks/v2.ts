import type { Evse } from '../evse.js';
import { facts } from '../identity.js';
import { reservationAt } from '../reservations.js';
import type { StopReason } from '../session.js';
import type { Dialect, Happening } from './dialect.js';
import { certificateQuestions2 } from './v2-certificates.js';
import { commands2, commands21 } from './v2-commands.js';
import { noticed } from './v2-monitors.js';
import { meterValue } from './v2-samples.js';
import { asking, type Words2 } from './words.js';

const ask = asking<Words2>();

type Event = Words2['requests']['TransactionEvent'];

/** How an end is told: the reason, and what triggered the message. 2.x has no soft and hard. */
const stops: Record<StopReason, [Event['transactionInfo']['stoppedReason'], Event['triggerReason']]> = {
  Local: ['Local', 'StopAuthorized'],
  Remote: ['Remote', 'RemoteStop'],
  EVDisconnected: ['EVDisconnected', 'EVCommunicationLost'],
  DeAuthorized: ['DeAuthorized', 'Deauthorized'],
  SoftReset: ['ImmediateReset', 'ResetCommand'],
  HardReset: ['ImmediateReset', 'ResetCommand'],
  UnlockCommand: ['Other', 'UnlockCommand'],
};

const isStop = (trigger: Happening['trigger']): trigger is StopReason => trigger in stops;

function eventOf(happening: Happening): Event {
  const { eventType, session, at, seqNo, offline, chargingState, trigger, samples, context } = happening;
  const { remoteStartId } = session;
  const [stoppedReason, triggerReason] = isStop(trigger) ? stops[trigger] : [undefined, trigger];
  return {
    eventType,
    timestamp: at.toISOString(),
    triggerReason,
    seqNo,
    ...(offline ? { offline } : {}),
    transactionInfo: {
      transactionId: session.id,
      chargingState,
      ...(stoppedReason ? { stoppedReason } : {}),
      ...(eventType === 'Started' && remoteStartId !== undefined ? { remoteStartId } : {}),
    },
    evse: { id: session.evseId, connectorId: 1 },
    ...(eventType === 'Started' && session.reservationId !== undefined
      ? { reservationId: session.reservationId }
      : {}),
    // told once at each end: E03.FR.01 asks for it when the token was presented
    ...(eventType === 'Started' || trigger === 'Local' ? { idToken: session.token } : {}),
    ...(samples.length === 0 ? {} : { meterValue: [meterValue(samples, at, context)] }),
  };
}

/** Only the cable and the lock count; what a session does is told by its events (G01). */
const statusOf = (evse: Evse): 'Available' | 'Occupied' | 'Reserved' | 'Unavailable' => {
  if (!evse.operative && !evse.session) return 'Unavailable';
  if (evse.vehicle) return 'Occupied';
  return reservationAt(evse) ? 'Reserved' : 'Available';
};

/** OCPP 2.0.1, and most of 2.1. */
export const v2: Dialect = {
  boot: (station, reason) =>
    ask(
      'BootNotification',
      () => ({
        reason,
        chargingStation: {
          vendorName: facts.vendor,
          model: facts.model(station),
          serialNumber: facts.serial(station),
          firmwareVersion: station.firmware.version,
        },
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
  status: (evse) => {
    const connectorStatus = statusOf(evse);
    const timestamp = new Date().toISOString();
    return ask(
      'StatusNotification',
      () => ({ timestamp, connectorStatus, evseId: evse.id, connectorId: 1 }),
      () => undefined,
    );
  },
  reservationEnded: (reservationId) =>
    ask(
      'ReservationStatusUpdate',
      () => ({ reservationId, reservationUpdateStatus: 'Expired' }),
      () => undefined,
    ),
  authorize: (idToken) =>
    ask(
      'Authorize',
      () => ({ idToken }),
      ({ idTokenInfo }) => idTokenInfo.status === 'Accepted',
    ),
  tell: (happening) => {
    const event = eventOf(happening);
    const { action, payload, read } = ask(
      'TransactionEvent',
      () => event,
      ({ idTokenInfo }) => {
        const refused = idTokenInfo !== undefined && idTokenInfo.status !== 'Accepted';
        if (refused) happening.evse.station.deauthorized(happening);
      },
    );
    return { action, payload, answered: read };
  },
  ...certificateQuestions2(false),
  noticed,
  commands: commands2,
};

export const v21: Dialect = { ...v2, ...certificateQuestions2(true), commands: commands21 };

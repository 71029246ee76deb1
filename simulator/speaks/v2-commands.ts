import { profileOf } from '../profiles.js';
import { reset, running, setOperative, start, stop } from '../requests.js';
import { cancelReservation, reserve } from '../reservations.js';
import { certificates2 } from './v2-certificates.js';
import { listMessages, show } from './v2-displays.js';
import { files2 } from './v2-files.js';
import { monitors2 } from './v2-monitors.js';
import { network2 } from './v2-network.js';
import { profiles2 } from './v2-profiles.js';
import { reports2 } from './v2-reports.js';
import { trigger } from './v2-triggers.js';
import { getOne, setOne } from './v2-variables.js';
import { byName, type Commands, reply, type Words2 } from './words.js';

const commands: Commands<Words2> = {
  RequestStartTransaction: ({ evseId, idToken, remoteStartId, chargingProfile }, station) => {
    const profile = chargingProfile && profileOf(chargingProfile, evseId ?? 0);
    // F01.FR.26: only a TxProfile may come along
    if (chargingProfile && profile?.purpose !== 'TxProfile') return { answer: { status: 'Rejected' } };
    const { idToken: text, type } = idToken;
    return reply(start(station, { evseId, token: { idToken: text, type }, remoteStartId, profile }));
  },
  RequestStopTransaction: ({ transactionId }, station) => reply(stop(station, transactionId)),
  GetTransactionStatus: ({ transactionId }, station) => {
    const messagesInQueue = station.backlog.length > 0;
    if (transactionId === undefined) return { answer: { messagesInQueue } };
    return { answer: { messagesInQueue, ongoingIndicator: running(station, transactionId) !== undefined } };
  },
  Reset: ({ type, evseId }, station) =>
    type === 'ImmediateAndResume'
      ? { answer: { status: 'Rejected' } }
      : reply(reset(station, type === 'OnIdle' ? 'OnIdle' : 'Soft', evseId)),
  UnlockConnector: ({ evseId, connectorId }, station) => {
    const evse = station.evse(evseId);
    if (!evse || connectorId !== 1) return { answer: { status: 'UnknownConnector' } };
    return { answer: { status: evse.session ? 'OngoingAuthorizedTransaction' : 'Unlocked' } };
  },
  ChangeAvailability: ({ evse, operationalStatus }, station) =>
    reply(setOperative(station, evse?.id, operationalStatus === 'Operative')),
  TriggerMessage: trigger,
  GetVariables: ({ getVariableData }, { model }) => ({
    answer: { getVariableResult: getVariableData.map((each) => getOne(model, each)) },
  }),
  SetVariables: ({ setVariableData }, { model }) => ({
    answer: { setVariableResult: setVariableData.map((each) => setOne(model, each)) },
  }),
  DataTransfer: ({ vendorId, messageId, data }) => {
    if (vendorId !== 'ChargeQL') return { answer: { status: 'UnknownVendorId' } };
    if (messageId !== 'Echo') return { answer: { status: 'UnknownMessageId' } };
    return { answer: { status: 'Accepted', ...(data === undefined ? {} : { data }) } };
  },
  ReserveNow: ({ id, evseId, expiryDateTime, idToken }, station) =>
    reply(
      reserve(station, {
        ...{ id, evseId, idToken: idToken.idToken },
        expiresAt: Date.parse(expiryDateTime),
      }),
    ),
  CancelReservation: ({ reservationId }, station) => reply(cancelReservation(station, reservationId)),
  SetDisplayMessage: ({ message }, station) => ({ answer: show(station, message) }),
  ClearDisplayMessage: ({ id }, station) => ({
    answer: { status: station.messages.delete(id) ? 'Accepted' : 'Unknown' },
  }),
  GetDisplayMessages: (is, station) => listMessages(station, is),
  ClearCache: (_, station) => {
    station.cache.clear();
    return { answer: { status: 'Accepted' } };
  },
  GetLocalListVersion: () => ({ answer: { versionNumber: 0 } }),
  CostUpdated: () => ({ answer: {} }),
  ...files2,
  ...monitors2(false),
  ...profiles2,
  ...reports2,
  ...certificates2,
  ...network2,
};

export const commands2 = byName(commands);
export const commands21 = byName({ ...commands, ...monitors2(true) });

import type { ReportDataType } from 'typed-ocpp/dist/ocpp21/types.js';
import { clearProfiles, reset, running, setOperative, setProfile, start, stop } from '../requests.js';
import { cancelReservation, reserve } from '../reservations.js';
import type { Station } from '../station.js';
import { certificates2 } from './v2-certificates.js';
import { listMessages, show } from './v2-displays.js';
import { files2 } from './v2-files.js';
import { network2 } from './v2-network.js';
import { profileOf, purposes } from './v2-profiles.js';
import { trigger } from './v2-triggers.js';
import { getOne, reported, setOne } from './v2-variables.js';
import { asking, byName, type Commands, reply, type Words2 } from './words.js';

const ask = asking<Words2>();

/** Rows in one NotifyReport. */
const reportRows = 12;

/** Tells the device model in parts, one after the other (B07). */
async function report(station: Station, requestId: number, rows: ReportDataType[]): Promise<void> {
  const generatedAt = new Date().toISOString();
  for (let seqNo = 0; seqNo * reportRows < rows.length; seqNo++) {
    const part = rows.slice(seqNo * reportRows, (seqNo + 1) * reportRows);
    const tbc = (seqNo + 1) * reportRows < rows.length;
    await station.ask(
      ask(
        'NotifyReport',
        () => ({ requestId, generatedAt, seqNo, tbc, reportData: part }),
        () => undefined,
      ),
    );
  }
}

const commands: Commands<Words2> = {
  RequestStartTransaction: ({ evseId, idToken, remoteStartId, chargingProfile }, station) => {
    const profile = chargingProfile && profileOf(chargingProfile, evseId ?? 0);
    // F01.FR.26: only a TxProfile may come along
    if (chargingProfile && profile?.purpose !== 'Tx') return { answer: { status: 'Rejected' } };
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
  GetBaseReport: ({ requestId, reportBase }, station) => {
    if (reportBase === 'SummaryInventory') return { answer: { status: 'NotSupported' } };
    const all = station.model.all();
    const wanted = reportBase === 'FullInventory' ? all : all.filter((each) => each.access !== 'ReadOnly');
    const rows = wanted.map(reported(station.model));
    return { answer: { status: 'Accepted' }, after: () => void report(station, requestId, rows) };
  },
  DataTransfer: ({ vendorId, messageId, data }) => {
    if (vendorId !== 'ChargeQL') return { answer: { status: 'UnknownVendorId' } };
    if (messageId !== 'Echo') return { answer: { status: 'UnknownMessageId' } };
    return { answer: { status: 'Accepted', ...(data === undefined ? {} : { data }) } };
  },
  SetChargingProfile: ({ evseId, chargingProfile }, station) => {
    const profile = profileOf(chargingProfile, evseId);
    const { transactionId } = chargingProfile;
    const elsewhere = transactionId !== undefined && running(station, transactionId)?.id !== evseId;
    return profile && !elsewhere ? reply(setProfile(station, profile)) : { answer: { status: 'Rejected' } };
  },
  ClearChargingProfile: ({ chargingProfileId: id, chargingProfileCriteria: is }, station) =>
    reply(
      clearProfiles(station, {
        id,
        evseId: is?.evseId,
        purpose: is?.chargingProfilePurpose && purposes[is.chargingProfilePurpose],
        stackLevel: is?.stackLevel,
      }),
    ),
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
  ...certificates2,
  ...network2,
};

export const commands2 = byName(commands);

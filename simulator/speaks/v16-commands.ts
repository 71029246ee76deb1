import { profileOf } from '../profiles.js';
import { reset, setOperative, start, stop } from '../requests.js';
import { cancelReservation, reserve } from '../reservations.js';
import type { Station } from '../station.js';
import type { Variable } from '../variables.js';
import { certificates16 } from './v16-certificates.js';
import { files16 } from './v16-files.js';
import { profiles16 } from './v16-profiles.js';
import { trigger } from './v16-triggers.js';
import { byName, type Commands, reply, type Words16 } from './words.js';

const shown = (station: Station, variable: Variable) => ({
  key: variable.key16 ?? variable.name,
  readonly: variable.access === 'ReadOnly' && !variable.set16,
  // a secret shows that it is there, not what it is
  ...(variable.access === 'WriteOnly' ? {} : { value: station.model.valueOf(variable) }),
});

const commands: Commands<Words16> = {
  RemoteStartTransaction: ({ idTag, connectorId, chargingProfile }, station) => {
    const profile = chargingProfile && profileOf(chargingProfile, connectorId ?? 1);
    // 1.6 §5.16.2: only a TxProfile may come along
    if (chargingProfile && profile?.purpose !== 'TxProfile') return { answer: { status: 'Rejected' } };
    return reply(
      start(station, { evseId: connectorId, token: { idToken: idTag, type: 'Central' }, profile }),
    );
  },
  RemoteStopTransaction: ({ transactionId }, station) => reply(stop(station, String(transactionId))),
  Reset: ({ type }, station) => {
    const { after } = reset(station, type);
    return { answer: { status: 'Accepted' }, ...(after ? { after } : {}) };
  },
  UnlockConnector: ({ connectorId }, station) => {
    const evse = station.evse(connectorId);
    if (!evse) return { answer: { status: 'NotSupported' } };
    return { answer: { status: 'Unlocked' }, after: () => evse.end('UnlockCommand') };
  },
  ChangeAvailability: ({ connectorId, type }, station) => {
    const { status, after } = setOperative(station, connectorId, type === 'Operative');
    const told = (): void => {
      after?.();
      if (connectorId === 0) station.reportStation();
    };
    return { answer: { status }, after: told };
  },
  TriggerMessage: trigger,
  ExtendedTriggerMessage: trigger,
  GetConfiguration: ({ key }, station) => {
    const { model } = station;
    const wanted = key?.length ? key : undefined;
    const known = wanted
      ? wanted.map((each) => model.find16(each)).filter((each) => each !== undefined)
      : model.all().filter((each) => each.key16 !== undefined);
    const unknownKey = wanted?.filter((each) => !model.find16(each)) ?? [];
    return {
      answer: {
        configurationKey: known.map((each) => shown(station, each)),
        ...(unknownKey.length > 0 ? { unknownKey } : {}),
      },
    };
  },
  ChangeConfiguration: ({ key, value }, station) => {
    const variable = station.model.find16(key);
    if (!variable) return { answer: { status: 'NotSupported' } };
    if (variable.set16) return { answer: { status: variable.set16(value) ? 'Accepted' : 'Rejected' } };
    const status = station.model.set(variable, value);
    return {
      answer: { status: status === 'Accepted' || status === 'RebootRequired' ? status : 'Rejected' },
    };
  },
  ReserveNow: ({ connectorId, expiryDate, idTag, reservationId }, station) =>
    reply(
      reserve(station, {
        ...{ id: reservationId, evseId: connectorId || undefined, idToken: idTag },
        expiresAt: Date.parse(expiryDate),
      }),
    ),
  CancelReservation: ({ reservationId }, station) => reply(cancelReservation(station, reservationId)),
  ClearCache: (_, station) => {
    station.cache.clear();
    return { answer: { status: 'Accepted' } };
  },
  DataTransfer: ({ vendorId, messageId, data }) => {
    if (vendorId !== 'ChargeQL') return { answer: { status: 'UnknownVendorId' } };
    if (messageId !== 'Echo') return { answer: { status: 'UnknownMessageId' } };
    return { answer: { status: 'Accepted', ...(data === undefined ? {} : { data }) } };
  },
  // 1.6 §5.10: -1 says that there is no local list here
  GetLocalListVersion: () => ({ answer: { listVersion: -1 } }),
  ...files16,
  ...profiles16,
  ...certificates16,
};

export const commands16 = byName(commands);

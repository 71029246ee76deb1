import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { on } from '../action.js';
import { type Boot, type Registration, register } from './registration.js';

const statusWord = { ACCEPTED: 'Accepted', PENDING: 'Pending', REJECTED: 'Rejected' } as const;

/** A station says who it is; we answer whether it may talk, and how often it should beat. */
export default on<Boot, Registration>({
  read: {
    v16: (is: V16.BootNotificationRequest) => ({
      vendor: is.chargePointVendor,
      model: is.chargePointModel,
      serialNumber: is.chargePointSerialNumber || is.chargeBoxSerialNumber || null,
      firmwareVersion: is.firmwareVersion || null,
      iccid: is.iccid || null,
      imsi: is.imsi || null,
      reason: null,
    }),
    v2: ({ chargingStation: is, reason }: V201.BootNotificationRequest) => ({
      vendor: is.vendorName,
      model: is.model,
      serialNumber: is.serialNumber || null,
      firmwareVersion: is.firmwareVersion || null,
      iccid: is.modem?.iccid || null,
      imsi: is.modem?.imsi || null,
      reason,
    }),
  },
  keep: register,
  answer: { v16: answer, v2: answer },
});

function answer({ status, interval, now }: Registration): V16.BootNotificationResponse {
  return { status: statusWord[status], interval, currentTime: now.toISOString() };
}

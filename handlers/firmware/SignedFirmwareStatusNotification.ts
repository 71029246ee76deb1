import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { type FirmwareStep, keepFirmwareSteps } from './firmware-statuses.js';

/** A 1.6 station says how far it has come with signed firmware (security extension §4.8). */
export default on<FirmwareStep, null>({
  read: {
    v16: ({ status, requestId }: V16.SignedFirmwareStatusNotificationRequest) => ({
      kind: 'UPDATE',
      requestId: numbered(requestId),
      status,
      reasonCode: null,
      info: null,
      locations: null,
    }),
  },
  keep: keepFirmwareSteps,
  answer: { v16: () => ({}) },
});

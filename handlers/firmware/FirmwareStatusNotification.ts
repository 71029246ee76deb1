import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { reasonOf } from '../status-info.js';
import { type FirmwareStep, keepFirmwareSteps } from './firmware-statuses.js';

type Request2 = V201.FirmwareStatusNotificationRequest | V21.FirmwareStatusNotificationRequest;

/** A station says how far it has come with new firmware. */
export default on<FirmwareStep, null>({
  read: {
    v16: ({ status }: V16.FirmwareStatusNotificationRequest) => ({
      kind: 'UPDATE',
      requestId: null,
      status,
      ...reasonOf(undefined),
      locations: null,
    }),
    v2: (is: Request2) => ({
      kind: 'UPDATE',
      requestId: numbered(is.requestId),
      status: is.status,
      ...reasonOf('statusInfo' in is ? is.statusInfo : undefined),
      locations: null,
    }),
  },
  keep: keepFirmwareSteps,
  answer: { v16: () => ({}), v2: () => ({}) },
});

import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { reasonOf } from '../status-info.js';
import { type FirmwareStep, keepFirmwareSteps } from './firmware-statuses.js';

type Request = V201.PublishFirmwareStatusNotificationRequest | V21.PublishFirmwareStatusNotificationRequest;

/** A local controller says how far it has come with publishing a firmware image to the stations behind it (L03). */
export default on<FirmwareStep, null>({
  read: {
    v2: (is: Request) => ({
      kind: 'PUBLISH',
      requestId: numbered(is.requestId),
      status: is.status,
      ...reasonOf('statusInfo' in is ? is.statusInfo : undefined),
      locations: is.location ?? null,
    }),
  },
  keep: keepFirmwareSteps,
  answer: { v2: () => ({}) },
});

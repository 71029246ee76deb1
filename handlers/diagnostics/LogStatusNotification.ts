import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { reasonOf } from '../status-info.js';
import { keepLogSteps, type LogStep } from './log-statuses.js';

type Request =
  | V16.LogStatusNotificationRequest
  | V201.LogStatusNotificationRequest
  | V21.LogStatusNotificationRequest;

/** A station says how far it has come with uploading a log. */
export default on<LogStep, null>({
  read: { v16: step, v2: step },
  keep: keepLogSteps,
  answer: { v16: () => ({}), v2: () => ({}) },
});

function step(is: Request): LogStep {
  return {
    kind: 'LOG',
    requestId: numbered(is.requestId),
    status: is.status,
    ...reasonOf('statusInfo' in is ? is.statusInfo : undefined),
  };
}

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { on } from '../action.js';
import { keepLogSteps, type LogStep } from './log-statuses.js';

/** A 1.6 station says how far it has come with uploading its diagnostics. */
export default on<LogStep, null>({
  read: {
    v16: ({ status }: V16.DiagnosticsStatusNotificationRequest) => ({
      kind: 'DIAGNOSTICS',
      requestId: null,
      status,
      reasonCode: null,
      info: null,
    }),
  },
  keep: keepLogSteps,
  answer: { v16: () => ({}) },
});

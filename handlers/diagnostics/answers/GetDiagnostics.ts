import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { answerRequests, type LogAnswer } from '../log-requests.js';

/** A 1.6 station names the file it will upload; none where it has nothing to upload (1.6 §5.9). */
export default onAnswer<LogAnswer>({
  read: {
    v16: ({ fileName }: V16.GetDiagnosticsResponse) => ({
      accepted: Boolean(fileName),
      status: null,
      fileName: fileName || null,
    }),
  },
  keep: answerRequests,
});

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { onAnswer } from '../../answer.js';
import { answerRequests, type LogAnswer } from '../log-requests.js';

/** A station takes up the upload of a log, or does not (N01; 1.6 security extension §4.3). */
export default onAnswer<LogAnswer>({ read: { v16: read, v2: read }, keep: answerRequests });

function read({ status, filename }: V16.GetLogResponse | V2.GetLogResponse): LogAnswer {
  return {
    accepted: status === 'Accepted' || status === 'AcceptedCanceled',
    status,
    fileName: filename || null,
  };
}

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { onAnswer } from '../../answer.js';
import { keepReplies, type Reply } from '../data-transfers.js';
import { transfer } from '../transfer.js';

/** What a station answers to a message of its vendor's own that we sent (P01). */
export default onAnswer<Reply>({
  read: {
    v16: (answer: V16.DataTransferResponse, request: V16.DataTransferRequest) => reply(answer, request),
    v2: (answer: V201.DataTransferResponse, request: V201.DataTransferRequest) => reply(answer, request),
  },
  keep: keepReplies,
});

const reply = (
  { status, data }: { status: string; data?: unknown },
  request: { vendorId: string; messageId?: string; data?: unknown },
): Reply => ({
  ...transfer(request.vendorId, request.messageId, request.data),
  status,
  answerData: data ?? null,
});

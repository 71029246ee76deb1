import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { readList } from '../../../ocpp/local-list.js';
import { onAnswer } from '../../answer.js';
import { keepListAnswers, type ListAnswer } from '../list-answers.js';

/** A station took an update of its local list, or did not (1.6 §5.15, 2.x D01). */
export default onAnswer<ListAnswer>({
  read: {
    v16: ({ status }: V16.SendLocalListResponse, request: V16.SendLocalListRequest, { version }) => ({
      ...{ status, reason: null, update: readList(version, request) },
    }),
    v2: ({ status, statusInfo }: V201.SendLocalListResponse, request: V201.SendLocalListRequest, about) => ({
      ...{ status, reason: statusInfo?.reasonCode ?? null, update: readList(about.version, request) },
    }),
  },
  keep: keepListAnswers,
});

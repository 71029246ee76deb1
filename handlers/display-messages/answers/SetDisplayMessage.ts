import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type AnsweredMessage, keepAnswers } from '../display-messages.js';
import { messageFact } from '../message-fact.js';

/** The station shows a message, or says why it does not: priority, state, format, transaction, language (O01, O02, O06). */
export default onAnswer<AnsweredMessage>({
  read: {
    v2: (
      { status }: V21.SetDisplayMessageResponse,
      { message }: V201.SetDisplayMessageRequest | V21.SetDisplayMessageRequest,
    ) => ({ ...messageFact(message), answer: status }),
  },
  keep: keepAnswers,
});

import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { type DisplayReport, keepDisplayReports } from './display-messages.js';
import { messageFact } from './message-fact.js';

type Request = V201.NotifyDisplayMessagesRequest | V21.NotifyDisplayMessagesRequest;
type Info = NonNullable<Request['messageInfo']>[number];

/** A station lists the messages it shows, as GetDisplayMessages asked it to (O03). */
export default on<DisplayReport, null>({
  read: {
    v2: ({ requestId, messageInfo = [], tbc = false }: Request) => ({
      requestId: numbered(requestId),
      messages: (messageInfo as Info[]).map(messageFact),
      complete: !tbc,
    }),
  },
  keep: keepDisplayReports,
  answer: { v2: () => ({}) },
});

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { idTagInfo, type Verdict } from '../../ocpp/token-info.js';
import { on } from '../action.js';
import { consultProvider } from '../authorization/provider.js';
import { shownTag } from '../authorization/shown-token.js';
import { whole } from '../bounds.js';
import { timeOf } from '../clock.js';
import { placeOfConnector } from '../place.js';
import { keepStarts, type Start, type Started, showing } from './starts.js';

/** A 1.6 station has begun a transaction and asks for its number; it gets one even where we refuse the tag. */
export default on<Start, Started, Verdict | undefined>({
  read: {
    v16: (is: V16.StartTransactionRequest, { receivedAt }) => ({
      ...placeOfConnector(is.connectorId),
      token: shownTag(is.idTag),
      at: timeOf(is.timestamp, receivedAt),
      // The time as the station told it: also a clock that was never set tells the same time in a retry.
      startKey: `${is.connectorId}|${shownTag(is.idTag).idToken.toLowerCase()}|${Date.parse(is.timestamp)}|${is.meterStart}`,
      meterStartWh: is.meterStart,
      reservationId: whole(is.reservationId),
    }),
  },
  consult: (told, consulting) => consultProvider(showing(told), consulting),
  keep: keepStarts,
  answer: {
    v16: ({ transactionId, verdict }): V16.StartTransactionResponse => ({
      transactionId,
      idTagInfo: idTagInfo(verdict),
    }),
  },
});

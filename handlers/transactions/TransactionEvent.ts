import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import type { Verdict } from '../../ocpp/token-info.js';
import { idTokenInfo } from '../../ocpp/token-info.js';
import { on } from '../action.js';
import { consultProvider } from '../authorization/provider.js';
import { shownToken } from '../authorization/shown-token.js';
import { short, whole } from '../bounds.js';
import { timeOf } from '../clock.js';
import { samplesOf2 } from '../metering/read-samples.js';
import { placeOfEvse } from '../place.js';
import { keepHappenings, showing } from './happenings.js';
import type { Happening } from './hear.js';

/** A 2.x transaction has started, gone on or ended; messages of one may come in any order. */
export default on<Happening, Verdict | null, Verdict | undefined>({
  read: {
    v2: (is: V201.TransactionEventRequest | V21.TransactionEventRequest, { receivedAt }) => {
      const info = is.transactionInfo;
      const transactionId = short(info.transactionId);
      return {
        transactionId,
        // The number alone does not do: stations are seen that never raise it.
        eventKey: `${transactionId}|${is.seqNo}|${is.eventType}|${Date.parse(is.timestamp)}`,
        eventType: is.eventType === 'Started' || is.eventType === 'Ended' ? is.eventType : 'Updated',
        seqNo: whole(is.seqNo),
        at: timeOf(is.timestamp, receivedAt),
        triggerReason: is.triggerReason,
        offline: is.offline === true,
        evseId: is.evse ? placeOfEvse(is.evse.id, undefined).evseId || null : null,
        connectorId: is.evse?.connectorId ? placeOfEvse(is.evse.id, is.evse.connectorId).connectorId : null,
        token: is.idToken ? shownToken(is.idToken) : null,
        chargingState: info.chargingState ?? null,
        // Part 2, TransactionType: the reason may only be left out when it is Local.
        stoppedReason: is.eventType === 'Ended' ? (info.stoppedReason ?? 'Local') : null,
        remoteStartId: whole(info.remoteStartId),
        reservationId: whole(is.reservationId),
        samples: samplesOf2(is.meterValue, receivedAt, `||${transactionId}`),
      };
    },
  },
  consult: (told, consulting) => consultProvider(showing(told), consulting),
  keep: keepHappenings,
  answer: {
    v2: (verdict): V201.TransactionEventResponse => (verdict ? { idTokenInfo: idTokenInfo(verdict) } : {}),
  },
});

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type { Verdict } from '../../ocpp/token-info.js';
import { idTagInfo } from '../../ocpp/token-info.js';
import { on } from '../action.js';
import { consultProvider } from '../authorization/provider.js';
import { shownTag } from '../authorization/shown-token.js';
import { timeOf } from '../clock.js';
import { samplesOf16 } from '../metering/read-samples.js';
import type { Stop } from './meant.js';
import { keepStops, showing } from './stops.js';

/** A 1.6 transaction has ended. It always gets a good answer: a station repeats for ever what is refused. */
export default on<Stop, Verdict | null, Verdict | undefined>({
  read: {
    v16: (is: V16.StopTransactionRequest, { receivedAt }) => ({
      transactionId: String(is.transactionId),
      token: is.idTag ? shownTag(is.idTag) : null,
      at: timeOf(is.timestamp, receivedAt),
      stopKey: `Stop|${is.transactionId}|${Date.parse(is.timestamp)}|${is.meterStop}`,
      meterStopWh: is.meterStop,
      // 1.6 §6.49: the reason may only be left out when it is Local.
      reason: is.reason ?? 'Local',
      samples: samplesOf16(is.transactionData, receivedAt, `||${is.transactionId}`),
      payload: is,
    }),
  },
  consult: (told, consulting) => consultProvider(showing(told), consulting),
  keep: keepStops,
  answer: {
    v16: (verdict): V16.StopTransactionResponse => (verdict ? { idTagInfo: idTagInfo(verdict) } : {}),
  },
});

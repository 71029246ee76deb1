import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import type { About } from '../../action.js';
import { onAnswer } from '../../answer.js';
import { timeOf } from '../../clock.js';
import { type AfrrSignal, keepAfrrSignals } from '../afrr-signals.js';

/** The station follows a signal of automatic frequency restoration, or does not (2.1 Q10). */
export default onAnswer<AfrrSignal>({
  read: {
    v21: (
      { status }: V21.AFRRSignalResponse,
      { signal, timestamp }: V21.AFRRSignalRequest,
      { receivedAt }: About,
    ) => ({ signal, at: timeOf(timestamp, receivedAt), answer: status }),
  },
  keep: keepAfrrSignals,
});

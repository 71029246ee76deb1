import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type ClearedControls, clearControls } from '../control-changes.js';

/** The station has controls no more; NotFound: it had none of them (2.1 R04). */
export default onAnswer<ClearedControls | null>({
  read: {
    v21: ({ status }: V21.ClearDERControlResponse, is: V21.ClearDERControlRequest) =>
      status === 'Accepted' || status === 'NotFound'
        ? { controlId: is.controlId ?? null, controlType: is.controlType ?? null, isDefault: is.isDefault }
        : null,
  },
  keep: clearControls,
});

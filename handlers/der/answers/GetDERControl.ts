import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type ClearedControls, clearControls } from '../control-changes.js';

/** NotFound: of what was asked for the station has nothing. Else its reports tell (2.1 R03). */
export default onAnswer<ClearedControls | null>({
  read: {
    v21: ({ status }: V21.GetDERControlResponse, is: V21.GetDERControlRequest) =>
      status === 'NotFound'
        ? {
            controlId: is.controlId ?? null,
            controlType: is.controlType ?? null,
            isDefault: is.isDefault ?? null,
          }
        : null,
  },
  keep: clearControls,
});

import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { keepControls, type SetControl } from '../control-changes.js';

/** The station behaves towards the grid as we asked, from now or from when it shall (2.1 R02). */
export default onAnswer<SetControl | null>({
  read: {
    v21: ({ status, supersededIds = [] }: V21.SetDERControlResponse, is: V21.SetDERControlRequest) =>
      status === 'Accepted'
        ? {
            controlId: short(is.controlId),
            controlType: is.controlType,
            isDefault: is.isDefault,
            isSuperseded: false,
            control: is,
            supersededIds,
          }
        : null,
  },
  keep: keepControls,
});

import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { onAnswer } from '../../answer.js';
import { answerUpdates, type UpdateAnswer } from '../firmware-updates.js';

/** A local controller takes up the publication of a firmware image, or does not (L03). */
export default onAnswer<UpdateAnswer>({
  read: {
    v2: ({ status }: V2.PublishFirmwareResponse) => ({ accepted: status === 'Accepted', status }),
  },
  keep: answerUpdates,
});

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { learnVariables } from '../inventory.js';
import { nameOfKey } from '../variable-name.js';
import { type Known, known } from '../variables.js';

/** The station took the value of a configuration key, now or from its next boot on (1.6 §5.3). */
export default onAnswer<Known[]>({
  read: {
    v16: ({ status }: V16.ChangeConfigurationResponse, { key, value }: V16.ChangeConfigurationRequest) => {
      if (status === 'Accepted') return [known({ ...nameOfKey(key), value })];
      if (status === 'RebootRequired') return [known({ ...nameOfKey(key), pendingValue: value })];
      return [];
    },
  },
  keep: (told, keeping) => learnVariables(told, 'SET', keeping),
});

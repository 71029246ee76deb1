import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { learnVariables } from '../inventory.js';
import { nameOfKey } from '../variable-name.js';
import { type Known, known } from '../variables.js';

/** The station tells its configuration keys (1.6 §5.8). */
export default onAnswer<Known[]>({
  read: {
    v16: ({ configurationKey = [] }: V16.GetConfigurationResponse) =>
      configurationKey.map(({ key, value, readonly }) =>
        known({
          ...nameOfKey(key),
          value: value ?? null,
          mutability: readonly ? 'ReadOnly' : 'ReadWrite',
        }),
      ),
  },
  keep: (told, keeping) => learnVariables(told, 'GET', keeping),
});

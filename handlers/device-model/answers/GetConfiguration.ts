import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { inventoriesKnown } from '../inventories.js';
import { learnVariables } from '../inventory.js';
import { nameOfKey } from '../variable-name.js';
import { type Known, known } from '../variables.js';

/** The station tells its configuration keys (1.6 §5.8). */
export default onAnswer<{ keys: Known[]; areAll: boolean }>({
  read: {
    v16: (
      { configurationKey = [] }: V16.GetConfigurationResponse,
      { key: asked = [] }: V16.GetConfigurationRequest,
    ) => ({
      keys: configurationKey.map(({ key, value, readonly }) =>
        known({
          ...nameOfKey(key),
          value: value ?? null,
          mutability: readonly ? 'ReadOnly' : 'ReadWrite',
        }),
      ),
      areAll: asked.length === 0,
    }),
  },
  keep: async (told, keeping) => {
    await learnVariables(
      told.map((one) => ({ ...one, fact: one.fact.keys })),
      'GET',
      keeping,
    );
    const whole = told.filter(({ fact }) => fact.areAll);
    await inventoriesKnown(
      keeping.tx,
      whole.map(({ station, receivedAt: at }) => ({ station, requestId: null, at })),
    );
  },
});

import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { learnVariables } from '../inventory.js';
import { nameOf } from '../variable-name.js';
import { type Known, known } from '../variables.js';

/** The station tells the values we asked for (B06). */
export default onAnswer<Known[]>({
  read: {
    v2: ({ getVariableResult }: V2.GetVariablesResponse) =>
      getVariableResult
        .filter(({ attributeStatus }) => attributeStatus === 'Accepted')
        .map((is) =>
          known({
            ...nameOf(is),
            attributeType: short(is.attributeType ?? 'Actual'),
            value: is.attributeValue ?? null,
          }),
        ),
  },
  keep: (told, keeping) => learnVariables(told, 'GET', keeping),
});

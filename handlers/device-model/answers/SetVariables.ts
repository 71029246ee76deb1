import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { learnVariables } from '../inventory.js';
import { folded, nameOf } from '../variable-name.js';
import { type Known, known } from '../variables.js';

/** The station took values, now or from its next boot on (B05). */
export default onAnswer<Known[]>({
  read: {
    v2: ({ setVariableResult }: V2.SetVariablesResponse, { setVariableData }: V2.SetVariablesRequest) => {
      const wished = new Map(setVariableData.map((is) => [keyOf(is), is.attributeValue]));
      return setVariableResult.flatMap((is) => {
        const value = wished.get(keyOf(is));
        if (value === undefined) return [];
        const variable = { ...nameOf(is), attributeType: short(is.attributeType ?? 'Actual') };
        if (is.attributeStatus === 'Accepted') return [known({ ...variable, value })];
        if (is.attributeStatus === 'RebootRequired') return [known({ ...variable, pendingValue: value })];
        return [];
      });
    },
  },
  keep: (told, keeping) => learnVariables(told, 'SET', keeping),
});

const keyOf = (is: V2.SetVariableDataType | V2.SetVariableResultType): string =>
  `${is.attributeType ?? 'Actual'} ${folded(nameOf(is))}`;

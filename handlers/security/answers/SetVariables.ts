import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Agreement, keepAgreements } from '../agreements.js';

/** A station took a new password, or did not (A01). */
export default onAnswer<Agreement | null>({
  read: {
    v2: ({ setVariableResult }: V2.SetVariablesResponse) => {
      const result = setVariableResult.find(
        ({ component, variable }) =>
          component.name.toLowerCase() === 'securityctrlr' &&
          variable.name.toLowerCase() === 'basicauthpassword',
      );
      return result ? { passwordAccepted: taken.includes(result.attributeStatus) } : null;
    },
  },
  keep: keepAgreements,
});

const taken: string[] = ['Accepted', 'RebootRequired'];

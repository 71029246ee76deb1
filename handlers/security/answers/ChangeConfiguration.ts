import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { type Agreement, keepAgreements, profileOf } from '../agreements.js';

/** A 1.6 station took a new password or security profile (1.6 security A.1, A.5), from its next connection on. */
export default onAnswer<Agreement | null>({
  read: {
    v16: ({ status }: V16.ChangeConfigurationResponse, { key, value }: V16.ChangeConfigurationRequest) => {
      const accepted = status === 'Accepted' || status === 'RebootRequired';
      if (key.toLowerCase() === 'authorizationkey') return { passwordAccepted: accepted };
      if (key.toLowerCase() === 'securityprofile' && accepted)
        return { securityProfile: profileOf(Number(value)) };
      return null;
    },
  },
  keep: keepAgreements,
});

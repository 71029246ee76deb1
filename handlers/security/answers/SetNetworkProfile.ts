import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Agreement, keepAgreements, profileOf } from '../agreements.js';

/** A station took a network profile: once it comes by it, its security profile is that one's (A05, B09). */
export default onAnswer<Agreement | null>({
  read: {
    v2: ({ status }: V2.SetNetworkProfileResponse, { connectionData }: V2.SetNetworkProfileRequest) =>
      status === 'Accepted' ? { securityProfile: profileOf(connectionData.securityProfile) } : null,
  },
  keep: keepAgreements,
});

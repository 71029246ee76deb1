import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { numbered, short } from '../../bounds.js';
import { keepTakenProfiles, type TakenProfile } from '../charging-profiles.js';
import { profileFact } from '../read-profile.js';

/** With the start the station took the profile that came along, for the transaction that begins or goes on (K37). */
export default onAnswer<TakenProfile | null>({
  read: {
    v2: (
      { status, transactionId }: V2.RequestStartTransactionResponse,
      { evseId = 0, idToken, remoteStartId, chargingProfile }: V2.RequestStartTransactionRequest,
    ) => {
      if (status !== 'Accepted' || !chargingProfile) return null;
      const profile = profileFact(chargingProfile);
      return {
        ...profile,
        transactionId: transactionId ? short(transactionId) : profile.transactionId,
        evseId,
        remoteStartId: numbered(remoteStartId),
        idToken: idToken.idToken,
      };
    },
  },
  keep: keepTakenProfiles,
});

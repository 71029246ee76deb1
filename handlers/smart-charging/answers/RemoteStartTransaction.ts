import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { onAnswer } from '../../answer.js';
import { keepTakenProfiles, type TakenProfile } from '../charging-profiles.js';
import { profileFact } from '../read-profile.js';

/** With the start the station took the profile that came along, for the transaction that begins (1.6 §5.11). */
export default onAnswer<TakenProfile | null>({
  read: {
    v16: (
      { status }: V16.RemoteStartTransactionResponse,
      { connectorId = 0, idTag, chargingProfile }: V16.RemoteStartTransactionRequest,
    ) =>
      status === 'Accepted' && chargingProfile
        ? { ...profileFact(chargingProfile), evseId: connectorId, remoteStartId: null, idToken: idTag }
        : null,
  },
  keep: keepTakenProfiles,
});

import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { placeOfEvse } from '../place.js';
import { type ChargingProfile, keepProfileReports, type ProfileReport } from './charging-profiles.js';

type Request = V201.ReportChargingProfilesRequest | V21.ReportChargingProfilesRequest;
type Profile = Request['chargingProfile'][number];

/** A station lists charging profiles it holds, as GetChargingProfiles asked it to (K09). */
export default on<ProfileReport, null>({
  read: {
    v2: ({ requestId, evseId, chargingLimitSource, chargingProfile, tbc = false }: Request) => ({
      requestId: numbered(requestId),
      evseId: placeOfEvse(evseId, undefined).evseId,
      source: chargingLimitSource,
      profiles: (chargingProfile as Profile[]).map(profile),
      complete: !tbc,
    }),
  },
  keep: keepProfileReports,
  answer: { v2: () => ({}) },
});

const time = (text: string | undefined): Date | null => (text ? new Date(text) : null);

function profile(is: Profile): ChargingProfile {
  return {
    profileId: String(is.id),
    stackLevel: is.stackLevel,
    purpose: is.chargingProfilePurpose,
    kind: is.chargingProfileKind,
    transactionId: is.transactionId ?? null,
    validFrom: time(is.validFrom),
    validTo: time(is.validTo),
    profile: is,
  };
}

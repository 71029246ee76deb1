import { purposeOf, type WireProfile } from '../../ocpp/charging-profile.js';

export interface ChargingProfile {
  profileId: string;
  stackLevel: number;
  /** The word of 2.x, of 1.6 too. */
  purpose: string;
  kind: string;
  transactionId: string | null;
  validFrom: Date | null;
  validTo: Date | null;
  /** The whole of it, as sent. */
  profile: object;
}

const time = (text: string | undefined): Date | null => (text ? new Date(text) : null);

/** A profile of any version. */
export const profileFact = (is: WireProfile): ChargingProfile => ({
  profileId: String(is.chargingProfileId ?? is.id),
  stackLevel: is.stackLevel,
  purpose: purposeOf(is.chargingProfilePurpose),
  kind: is.chargingProfileKind,
  transactionId: is.transactionId === undefined ? null : String(is.transactionId),
  validFrom: time(is.validFrom),
  validTo: time(is.validTo),
  profile: is,
});

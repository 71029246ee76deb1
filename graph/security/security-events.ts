import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { words } from '../connections/words.js';
import { StationEvent } from '../events/station-event.js';
import { CertificateQueryKind } from './certificate-query.js';
import { CertificateDelivery, RevocationReason } from './issued-certificate.js';

@ObjectType({ implements: StationEvent, description: 'Something touched a station’s security.' })
export class SecurityEventReported extends StationEvent {
  @Field({ description: 'What happened, in OCPP’s word: FirmwareUpdated, InvalidCsmsCertificate, …' })
  securityEvent!: string;

  @Field({ description: 'What the station says about it; empty for nothing.' })
  techInfo!: string;
}

@ObjectType({ implements: StationEvent, description: 'A station asked for a certificate of its own.' })
export class CertificateSigningRequested extends StationEvent {
  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Its number, to be named in CertificateSigned (OCPP 2.1).',
  })
  requestId!: string | null;

  @Field({ description: 'What the station was told: Accepted or Rejected.' })
  status!: string;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station asked about certificates that others issue.',
})
export class CertificateQueried extends StationEvent {
  @Field(() => CertificateQueryKind, { description: 'What it asked.' })
  certificateQuery!: CertificateQueryKind;

  @Field({ description: 'Accepted, or Failed where nobody outside answers.' })
  status!: string;
}

@ObjectType({
  implements: StationEvent,
  description:
    'A station came with a higher security profile, as it had agreed to; a lower one is refused from now on.',
})
export class SecurityProfileRaised extends StationEvent {
  @Field(() => Int, { description: 'The profile it has now, 1 to 3.' })
  securityProfile!: number;
}

export const PasswordOutcome = words('PasswordOutcome', 'What became of a new password for a station.', {
  ACCEPTED: 'The station took it. It holds once the station comes with it; until then the old one holds too.',
  REJECTED: 'The station did not take it: the old one holds.',
});

@ObjectType({ implements: StationEvent, description: 'A station was told a new password.' })
export class StationPasswordChanged extends StationEvent {
  @Field(() => PasswordOutcome, { description: 'What became of it.' })
  outcome!: keyof typeof PasswordOutcome;
}

@ObjectType({ implements: StationEvent, description: 'A certificate was made for a station.' })
export class CertificateIssued extends StationEvent {
  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field({ description: 'Its serial number, hexadecimal.' })
  serialNumber!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when it is valid.' })
  notAfter!: Date;
}

@ObjectType({ implements: StationEvent, description: 'A station took its certificate, or did not.' })
export class CertificateDelivered extends StationEvent {
  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field({ description: 'Its serial number, hexadecimal.' })
  serialNumber!: string;

  @Field(() => CertificateDelivery, {
    description: 'How far it has come; SENDING: it was rejected, and is sent again.',
  })
  delivery!: CertificateDelivery;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station’s certificate ends soon; the station was asked to renew it.',
})
export class CertificateExpiring extends StationEvent {
  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field({ description: 'Its serial number, hexadecimal.' })
  serialNumber!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when it is valid.' })
  notAfter!: Date;
}

@ObjectType({ implements: StationEvent, description: 'A station’s certificate was revoked.' })
export class CertificateRevoked extends StationEvent {
  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field({ description: 'Its serial number, hexadecimal.' })
  serialNumber!: string;

  @Field(() => RevocationReason, { description: 'Why.' })
  reason!: RevocationReason;
}

export const InventoryCause = words('InventoryCause', 'By what we know which certificates a station has.', {
  INSTALLED: 'It installed one as we asked.',
  DELETED: 'It deleted one as we asked, or had none of that name.',
  LISTED: 'It said which it has.',
});

@ObjectType({
  implements: StationEvent,
  description: 'What we know of the certificates on a station has changed; installedCertificates shows them.',
})
export class InstalledCertificatesChanged extends StationEvent {
  @Field(() => InventoryCause, { description: 'By what we know.' })
  cause!: keyof typeof InventoryCause;
}

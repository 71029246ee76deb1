import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';
import { CertificateQueryKind } from './certificate-query.js';

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

import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const CertificateDelivery = words(
  'CertificateDelivery',
  'How far a certificate has come to its station.',
  {
    SENDING: 'It is on its way, perhaps not for the first time.',
    ACCEPTED: 'The station took it.',
    REJECTED: 'The station would not take it, each time.',
    FAILED: 'The station never answered, or takes no certificate of that size.',
  },
);
export type CertificateDelivery = keyof typeof CertificateDelivery;

export const RevocationReason = words('RevocationReason', 'Why a certificate is revoked (RFC 5280).', {
  UNSPECIFIED: 'For no reason given.',
  KEY_COMPROMISE: 'Somebody else may have its key.',
  AFFILIATION_CHANGED: 'The station belongs to somebody else now.',
  SUPERSEDED: 'A newer one has replaced it.',
  CESSATION_OF_OPERATION: 'The station is out of service.',
});
export type RevocationReason = keyof typeof RevocationReason;

@ObjectType({ description: 'A certificate that our authority made for a station.' })
export class IssuedCertificate {
  @Field(() => ID, { description: 'Its number with us.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field({ description: 'Its serial number, hexadecimal.' })
  serialNumber!: string;

  @Field({ description: 'SHA-256 of the certificate, hexadecimal.' })
  fingerprint!: string;

  @Field({ description: 'Whom it names.' })
  subject!: string;

  @Field({ description: 'The chain as it is sent: PEM, its own certificate first, without the root.' })
  certificateChain!: string;

  @Field(() => GraphQLDateTime, { description: 'From when on it is valid.' })
  notBefore!: Date;

  @Field(() => GraphQLDateTime, { description: 'Until when it is valid.' })
  notAfter!: Date;

  @Field(() => CertificateDelivery, { description: 'How far it has come to its station.' })
  delivery!: CertificateDelivery;

  @Field(() => Int, { description: 'How often it was sent.' })
  attempts!: number;

  @Field(() => ID, { nullable: true, description: 'The command that sent it last.' })
  commandId!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When its station was last asked to renew it.',
  })
  renewalAskedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked; null: it was not.' })
  revokedAt!: Date | null;

  @Field(() => RevocationReason, { nullable: true, description: 'Why it was revoked.' })
  revocationReason!: RevocationReason | null;

  @Field(() => String, { nullable: true, description: 'Who revoked it.' })
  revokedBy!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

@InputType({ description: 'Which issued certificates.' })
export class IssuedCertificateFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'Of one of these types.' })
  certificateType?: string[];

  @Field(() => [CertificateDelivery], { nullable: true, description: 'Come so far.' })
  delivery?: CertificateDelivery[];

  @Field(() => String, { nullable: true, description: 'Of this fingerprint.' })
  fingerprint?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Ends at this time or later.' })
  endsFrom?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Ends before this time.' })
  endsBefore?: Date;
}

export const issuedCertificateNoun: Noun<
  IssuedCertificate,
  IssuedCertificateFilter,
  'CREATED_AT' | 'NOT_AFTER'
> = {
  from: 'issued_certificate i',
  columns: `i.id, i.station_id, i.certificate_type, i.serial_number, i.fingerprint, i.subject, i.certificate_chain,
    i.not_before, i.not_after, i.delivery, i.attempts, i.command_id, i.renewal_asked_at, i.revoked_at,
    i.revocation_reason, i.revoked_by, i.created_at`,
  unique: [{ sql: 'i.id', type: 'bigint' }],
  orders: {
    CREATED_AT: { sql: 'i.created_at', type: 'timestamptz', about: 'When it was made.' },
    NOT_AFTER: { sql: 'i.not_after', type: 'timestamptz', about: 'When it ends.' },
  },
  usual: { field: 'CREATED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('i.station_id'),
    certificateType: isAnyOf('i.certificate_type'),
    delivery: isAnyOf('i.delivery'),
    fingerprint: is('i.fingerprint'),
    endsFrom: from('i.not_after'),
    endsBefore: before('i.not_after'),
  },
  row: IssuedCertificate,
};

export const issuedCertificateList = listTypes(
  'IssuedCertificate',
  issuedCertificateNoun,
  IssuedCertificateFilter,
);

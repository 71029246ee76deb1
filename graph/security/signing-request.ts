import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'A station’s wish for a certificate of its own.' })
export class CertificateSigningRequest {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Its number, to be named in CertificateSigned (OCPP 2.1).',
  })
  requestId!: string | null;

  @Field({ description: 'ChargingStationCertificate, V2GCertificate or V2G20Certificate.' })
  certificateType!: string;

  @Field({ description: 'The request, in PEM (PKCS #10).' })
  csr!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The root under which the station wants to be (OCPP 2.1, CertificateHashDataType).',
  })
  rootCertificateHash!: unknown;

  @Field({
    description: 'What the station was told: Accepted, or Rejected where no certificate authority takes it.',
  })
  status!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was refused, in words; null where nobody signs here.',
  })
  problem!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was last asked.' })
  at!: Date;
}

@InputType({ description: 'Which wishes for certificates.' })
export class CertificateSigningRequestFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'For one of these types.' })
  certificateType?: string[];

  @Field(() => [String], { nullable: true, description: 'Got one of these answers.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last asked at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last asked before this time.' })
  to?: Date;
}

export const certificateSigningRequestNoun: Noun<
  CertificateSigningRequest,
  CertificateSigningRequestFilter,
  'AT'
> = {
  from: 'certificate_signing_request r',
  columns: `r.id, r.station_id, r.request_id, r.certificate_type, r.csr, r.root_certificate_hash, r.status, r.problem, r.at`,
  unique: [{ sql: 'r.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'r.at', type: 'timestamptz', about: 'When it was last asked.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('r.station_id'),
    certificateType: isAnyOf('r.certificate_type'),
    status: isAnyOf('r.status'),
    from: from('r.at'),
    to: before('r.at'),
  },
  row: CertificateSigningRequest,
};

export const certificateSigningRequestList = listTypes(
  'CertificateSigningRequest',
  certificateSigningRequestNoun,
  CertificateSigningRequestFilter,
);

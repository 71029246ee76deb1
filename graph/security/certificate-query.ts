import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const CertificateQueryKind = words('CertificateQueryKind', 'What a station asks of certificates.', {
  STATUS: 'Whether one is revoked, by OCSP.',
  CHAIN_STATUS: 'Which of a chain are revoked (OCPP 2.1).',
  EV_CERTIFICATE: 'A contract certificate for a vehicle (ISO 15118).',
});
export type CertificateQueryKind = keyof typeof CertificateQueryKind;

@ObjectType({ description: 'A station’s question about certificates that others issue.' })
export class CertificateQuery {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => CertificateQueryKind, { description: 'What it asks.' })
  kind!: CertificateQueryKind;

  @Field(() => GraphQLJSON, { description: 'The question, as sent.' })
  request!: unknown;

  @Field({ description: 'Accepted, or Failed where nobody outside answers.' })
  status!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was last asked.' })
  at!: Date;
}

@InputType({ description: 'Which questions about certificates.' })
export class CertificateQueryFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => CertificateQueryKind, { nullable: true, description: 'Asks this.' })
  kind?: CertificateQueryKind;

  @Field(() => [String], { nullable: true, description: 'Got one of these answers.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last asked at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last asked before this time.' })
  to?: Date;
}

export const certificateQueryNoun: Noun<CertificateQuery, CertificateQueryFilter, 'AT'> = {
  from: 'certificate_query q',
  columns: 'q.id, q.station_id, q.kind, q.request, q.status, q.at',
  unique: [{ sql: 'q.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'q.at', type: 'timestamptz', about: 'When it was last asked.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('q.station_id'),
    kind: is('q.kind'),
    status: isAnyOf('q.status'),
    from: from('q.at'),
    to: before('q.at'),
  },
  row: CertificateQuery,
};

export const certificateQueryList = listTypes(
  'CertificateQuery',
  certificateQueryNoun,
  CertificateQueryFilter,
);

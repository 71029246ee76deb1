import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'A certificate that a station says it has.' })
export class InstalledCertificate {
  @Field(() => ID, { description: 'Its number with us.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({ description: 'What it is for, in OCPP’s word: CSMSRootCertificate, V2GRootCertificate, …' })
  certificateType!: string;

  @Field({ description: 'By which algorithm its hashes are made: SHA256, SHA384 or SHA512.' })
  hashAlgorithm!: string;

  @Field({ description: 'Hash of its issuer’s name, hexadecimal.' })
  issuerNameHash!: string;

  @Field({ description: 'Hash of its issuer’s public key, hexadecimal.' })
  issuerKeyHash!: string;

  @Field({ description: 'Its serial number, hexadecimal, without leading zeros.' })
  serialNumber!: string;

  @Field(() => String, { nullable: true, description: 'The certificate in PEM, where we installed it.' })
  certificate!: string | null;

  @Field(() => String, { nullable: true, description: 'Whom it names, where we know it.' })
  subject!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it is valid, where we know it.',
  })
  notBefore!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it is valid, where we know it.' })
  notAfter!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When we installed it; null where somebody else did.',
  })
  installedAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When the station last said that it has it.' })
  seenAt!: Date;
}

@InputType({ description: 'Which installed certificates.' })
export class InstalledCertificateFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'Of one of these types.' })
  certificateType?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Ends at this time or later.' })
  endsFrom?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Ends before this time.' })
  endsBefore?: Date;
}

export const installedCertificateNoun: Noun<InstalledCertificate, InstalledCertificateFilter, 'SEEN_AT'> = {
  from: 'installed_certificate n',
  columns: `n.id, n.station_id, n.certificate_type, n.hash_algorithm, n.issuer_name_hash, n.issuer_key_hash,
    n.serial_number, n.certificate, n.subject, n.not_before, n.not_after, n.installed_at, n.seen_at`,
  unique: [{ sql: 'n.id', type: 'bigint' }],
  orders: {
    SEEN_AT: { sql: 'n.seen_at', type: 'timestamptz', about: 'When the station last said that it has it.' },
  },
  usual: { field: 'SEEN_AT', direction: 'DESC' },
  conditions: {
    stationId: is('n.station_id'),
    certificateType: isAnyOf('n.certificate_type'),
    endsFrom: from('n.not_after'),
    endsBefore: before('n.not_after'),
  },
  row: InstalledCertificate,
};

export const installedCertificateList = listTypes(
  'InstalledCertificate',
  installedCertificateNoun,
  InstalledCertificateFilter,
);
export const byInstalledCertificateId = { sql: 'n.id', type: 'bigint' } as const;

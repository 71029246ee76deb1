import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';

@ObjectType({ description: 'What a station holds about a customer, joined from the parts of its report.' })
export class CustomerInformation {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'The requestId it answers.' })
  requestId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The parts that have come, in their order; null before the first.',
  })
  information!: string | null;

  @Field({ description: 'Whether all parts have come.' })
  complete!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The station’s word to the question: Accepted, Rejected or Invalid; null until it is answered.',
  })
  answer!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it answered.' })
  askedAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was asked to report.' })
  report!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was asked to clear.' })
  clear!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token of the customer, where it was asked by one.',
  })
  idToken!: string | null;

  @Field(() => String, { nullable: true, description: 'The customer identifier it was asked by.' })
  customerIdentifier!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The certificate it was asked by (CertificateHashDataType).',
  })
  certificate!: unknown;

  @Field(() => GraphQLDateTime, {
    description:
      'When it was written, by the station’s clock; before the first part when the question was answered.',
  })
  generatedAt!: Date;
}

@InputType({ description: 'Which reports about customers.' })
export class CustomerInformationFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Answers this requestId.' })
  requestId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Written at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Written before this time.' })
  to?: Date;
}

export const customerInformationNoun: Noun<CustomerInformation, CustomerInformationFilter, 'GENERATED_AT'> = {
  from: 'customer_information i',
  columns: `i.id, i.station_id, i.request_id, i.generated_at, i.answer, i.asked_at, i.report, i.clear, i.id_token, i.customer_identifier,
    i.certificate,
    (select string_agg(part.value, '' order by part.key::int) from jsonb_each_text(i.parts) part) as information,
    (select count(*) from jsonb_object_keys(i.parts)) > coalesce(i.last_seq_no, 2147483647) as complete`,
  unique: [{ sql: 'i.id', type: 'bigint' }],
  orders: {
    GENERATED_AT: { sql: 'i.generated_at', type: 'timestamptz', about: 'When it was written.' },
  },
  usual: { field: 'GENERATED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('i.station_id'),
    requestId: is('i.request_id', 'bigint'),
    from: from('i.generated_at'),
    to: before('i.generated_at'),
  },
  row: CustomerInformation,
};

export const customerInformationList = listTypes(
  'CustomerInformation',
  customerInformationNoun,
  CustomerInformationFilter,
);

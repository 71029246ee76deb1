import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'A VAT number that a driver typed in.' })
export class VatNumberQuery {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE; 0 for the station as a whole.' })
  evseId!: number;

  @Field({ description: 'The number.' })
  vatNumber!: string;

  @Field({ description: 'What the station was told: Accepted, or Rejected where no register knows it.' })
  status!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Whose number it is (AddressType).' })
  company!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When it was last asked.' })
  at!: Date;
}

@InputType({ description: 'Which VAT numbers.' })
export class VatNumberQueryFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => String, { nullable: true, description: 'This number.' })
  vatNumber?: string;

  @Field(() => [String], { nullable: true, description: 'Got one of these answers.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last asked at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last asked before this time.' })
  to?: Date;
}

export const vatNumberQueryNoun: Noun<VatNumberQuery, VatNumberQueryFilter, 'AT'> = {
  from: 'vat_number_query u',
  columns: 'u.id, u.station_id, u.evse_id, u.vat_number, u.status, u.company, u.at',
  unique: [{ sql: 'u.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'u.at', type: 'timestamptz', about: 'When it was told.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('u.station_id'),
    vatNumber: is('u.vat_number'),
    status: isAnyOf('u.status'),
    from: from('u.at'),
    to: before('u.at'),
  },
  row: VatNumberQuery,
};

export const vatNumberQueryList = listTypes('VatNumberQuery', vatNumberQueryNoun, VatNumberQueryFilter);

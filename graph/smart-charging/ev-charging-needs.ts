import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';

@ObjectType({ description: 'What a vehicle said it needs.' })
export class EVChargingNeeds {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE it is at.' })
  evseId!: number;

  @Field(() => ID, { nullable: true, description: 'Number of the transaction here; null outside of one.' })
  transactionRef!: string | null;

  @Field({ description: 'How it wants to charge: DC, AC_three_phase, AC_BPT, …' })
  energyTransfer!: string;

  @Field(() => Float, { nullable: true, description: 'Energy it asks for, in Wh.' })
  energyWh!: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it means to leave.' })
  departureAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How many periods of a schedule it can take.' })
  maxScheduleTuples!: number | null;

  @Field(() => GraphQLJSON, { description: 'All it said, as sent (ChargingNeedsType).' })
  needs!: unknown;

  @Field({ description: 'What the station was told: Accepted, Processing, Rejected or NoChargingProfile.' })
  status!: string;

  @Field(() => GraphQLDateTime, { description: 'When it said so.' })
  at!: Date;
}

@InputType({ description: 'Which needs of vehicles.' })
export class EVChargingNeedsFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => Int, { nullable: true, description: 'At the EVSE of this number.' })
  evseId?: number;

  @Field(() => ID, { nullable: true, description: 'In the transaction of this number here.' })
  transactionRef?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Said at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Said before this time.' })
  to?: Date;
}

export const evChargingNeedsNoun: Noun<EVChargingNeeds, EVChargingNeedsFilter, 'AT'> = {
  from: 'ev_charging_needs k',
  columns: `k.id, k.station_id, k.evse_id, k.transaction_ref, k.energy_transfer, k.energy_wh, k.departure_at,
    k.max_schedule_tuples, k.needs, k.status, k.at`,
  unique: [{ sql: 'k.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'k.at', type: 'timestamptz', about: 'When it was said.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('k.station_id'),
    evseId: is('k.evse_id', 'integer'),
    transactionRef: is('k.transaction_ref', 'bigint'),
    from: from('k.at'),
    to: before('k.at'),
  },
  row: EVChargingNeeds,
};

export const evChargingNeedsList = listTypes('EVChargingNeeds', evChargingNeedsNoun, EVChargingNeedsFilter);

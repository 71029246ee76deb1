import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';

@ObjectType({ description: 'How a vehicle plans to charge.' })
export class EVChargingSchedule {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE it is at.' })
  evseId!: number;

  @Field(() => ID, { nullable: true, description: 'Number of the transaction here; null outside of one.' })
  transactionRef!: string | null;

  @Field(() => GraphQLDateTime, { description: 'From where the periods of the schedule count.' })
  timeBase!: Date;

  @Field(() => GraphQLJSON, { description: 'The plan, as sent (ChargingScheduleType).' })
  schedule!: unknown;

  @Field(() => ID, {
    nullable: true,
    description: 'Which of the schedules it was offered it keeps to (OCPP 2.1).',
  })
  selectedScheduleId!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it keeps to the power tolerance (OCPP 2.1).',
  })
  powerToleranceAccepted!: boolean | null;

  @Field({
    description:
      'What the station was told: Accepted, or Rejected where the vehicle means to take more than it may.',
  })
  status!: string;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  at!: Date;
}

@InputType({ description: 'Which plans of vehicles.' })
export class EVChargingScheduleFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => Int, { nullable: true, description: 'At the EVSE of this number.' })
  evseId?: number;

  @Field(() => ID, { nullable: true, description: 'In the transaction of this number here.' })
  transactionRef?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Came in at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Came in before this time.' })
  to?: Date;
}

export const evChargingScheduleNoun: Noun<EVChargingSchedule, EVChargingScheduleFilter, 'AT'> = {
  from: 'ev_charging_schedule z',
  columns: `z.id, z.station_id, z.evse_id, z.transaction_ref, z.time_base, z.schedule, z.selected_schedule_id,
    z.power_tolerance_accepted, z.status, z.at`,
  unique: [{ sql: 'z.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'z.at', type: 'timestamptz', about: 'When it came in.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('z.station_id'),
    evseId: is('z.evse_id', 'integer'),
    transactionRef: is('z.transaction_ref', 'bigint'),
    from: from('z.at'),
    to: before('z.at'),
  },
  row: EVChargingSchedule,
};

export const evChargingScheduleList = listTypes(
  'EVChargingSchedule',
  evChargingScheduleNoun,
  EVChargingScheduleFilter,
);

import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'One sample of a meter.' })
export class MeterValue {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'With station and time, what tells samples apart.' })
  sampleKey!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was measured, by the station’s clock.' })
  measuredAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  receivedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'The EVSE; 0 is the station’s main meter.' })
  evseId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId!: number | null;

  @Field(() => ID, { nullable: true, description: 'Number of the transaction it belongs to.' })
  transactionRef!: string | null;

  @Field({
    description: 'What was measured, in OCPP’s word: Energy.Active.Import.Register, Power.Active.Import, …',
  })
  measurand!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The value in `unit`, kilo already multiplied out (Wh, not kWh); null when it is no number.',
  })
  value!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value as sent where it could not be read as a number, signed data for one.',
  })
  rawValue!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of the value: Wh, W, A, V, Percent, Celsius, …' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: 'Phase: L1, L2, L3, L1-N, …; null for all together.' })
  phase!: string | null;

  @Field(() => String, { nullable: true, description: 'Where: Outlet, Inlet, Body, Cable or EV.' })
  location!: string | null;

  @Field(() => String, { nullable: true, description: 'Why: Sample.Periodic, Transaction.Begin, …' })
  context!: string | null;
}

@InputType({ description: 'Which samples.' })
export class MeterValueFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => Int, { nullable: true, description: 'Of the EVSE of this number.' })
  evseId?: number;

  @Field(() => ID, { nullable: true, description: 'Of the transaction of this number.' })
  transaction?: string;

  @Field(() => [String], { nullable: true, description: 'Of these measurands.' })
  measurand?: string[];

  @Field(() => [String], { nullable: true, description: 'Of these phases.' })
  phase?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Measured at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Measured before this time.' })
  to?: Date;
}

export const meterValueNoun: Noun<MeterValue, MeterValueFilter, 'MEASURED_AT'> = {
  from: 'meter_value m',
  columns: `m.station_id, m.measured_at, m.sample_key, m.received_at, m.evse_id, m.connector_id, m.transaction_ref,
    m.measurand, m.value, m.raw_value, m.unit, m.phase, m.location, m.context`,
  unique: [
    { sql: 'm.station_id', type: 'text' },
    { sql: 'm.sample_key', type: 'bigint' },
  ],
  orders: { MEASURED_AT: { sql: 'm.measured_at', type: 'timestamptz', about: 'When it was measured.' } },
  usual: { field: 'MEASURED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('m.station_id'),
    evseId: is('m.evse_id', 'integer'),
    transaction: is('m.transaction_ref', 'bigint'),
    measurand: isAnyOf('m.measurand'),
    phase: isAnyOf('m.phase'),
    from: from('m.measured_at'),
    to: before('m.measured_at'),
  },
  row: MeterValue,
};

export const meterValueList = listTypes('MeterValue', meterValueNoun, MeterValueFilter);

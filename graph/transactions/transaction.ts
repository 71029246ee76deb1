import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const TransactionStatus = words('TransactionStatus', 'Where a transaction stands.', {
  ACTIVE: 'It goes on.',
  ENDED: 'It is over for good.',
  REFUSED: 'The station began it with a token that may not charge.',
});
export type TransactionStatus = keyof typeof TransactionStatus;

@ObjectType({
  description: 'A charging transaction: from the station’s start to its stop, with the energy between.',
})
export class Transaction {
  @Field(() => ID, { description: 'Its number here. A 1.6 station knows it by this number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'What the station calls it: its own text in 2.x, our number in 1.6.',
  })
  transactionId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE (1.6: the connector) it is at.' })
  evseId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId!: number | null;

  @Field(() => String, { nullable: true, description: 'The token it was started with.' })
  idToken!: string | null;

  @Field(() => TransactionStatus, { description: 'Where it stands.' })
  status!: TransactionStatus;

  @Field(() => String, {
    nullable: true,
    description: 'What the station was told of the token: Accepted, Blocked, …',
  })
  authorizationStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Charging, EVConnected, SuspendedEV, SuspendedEVSE or Idle (OCPP 2.x).',
  })
  chargingState!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The number of the remote start that began it (OCPP 2.x).',
  })
  remoteStartId!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it charges with priority; null where the station never said so (OCPP 2.1).',
  })
  priorityCharging!: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The reservation it used.' })
  reservationId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it began, by the station’s clock.' })
  startedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended, by the station’s clock.' })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it ended, in the station’s word: EVDisconnected, Local, …',
  })
  stoppedReason!: string | null;

  @Field(() => Float, { nullable: true, description: 'Import register at the start, in Wh.' })
  meterStartWh!: number | null;

  @Field(() => Float, { nullable: true, description: 'Import register at the end, in Wh.' })
  meterStopWh!: number | null;

  @Field(() => Float, { nullable: true, description: 'Lowest import register seen inside it, in Wh.' })
  registerMinWh!: number | null;

  @Field(() => Float, { nullable: true, description: 'Highest import register seen inside it, in Wh.' })
  registerMaxWh!: number | null;

  @Field(() => Float, { description: 'Energy so far, in Wh.' })
  energyWh!: number;

  @Field(() => Float, { nullable: true, description: 'Newest import power, in W.' })
  powerW!: number | null;

  @Field(() => Float, { nullable: true, description: 'Newest state of charge of the vehicle, in percent.' })
  socPercent!: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its newest meter value was measured.' })
  meteredAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'Highest seqNo of its messages (OCPP 2.x).' })
  lastSeqNo!: number | null;

  @Field({ description: 'Whether part of it happened while the station was offline.' })
  offline!: boolean;

  @Field(() => GraphQLDateTime, { description: 'When we first heard of it.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When we last heard of it.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which transactions.' })
export class TransactionFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these numbers.' })
  ids?: string[];

  @Field(() => ID, { nullable: true, description: 'At this station.' })
  stationId?: string;

  @Field(() => [ID], { nullable: true, description: 'At one of these stations.' })
  stationIds?: string[];

  @Field(() => ID, { nullable: true, description: 'At a station of this location.' })
  locationId?: string;

  @Field(() => ID, { nullable: true, description: 'Called so by its station.' })
  transactionId?: string;

  @Field(() => Int, { nullable: true, description: 'At the EVSE of this number.' })
  evseId?: number;

  @Field(() => String, { nullable: true, description: 'Started with this token, as the station sent it.' })
  idToken?: string;

  @Field(() => [TransactionStatus], { nullable: true, description: 'One of these statuses.' })
  status?: TransactionStatus[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Began at this time or later.' })
  startedAfter?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Began before this time.' })
  startedBefore?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Ended at this time or later.' })
  endedAfter?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Ended before this time.' })
  endedBefore?: Date;

  @Field(() => Float, { nullable: true, description: 'With at least this much energy, in Wh.' })
  energyWhMin?: number;
}

type Order = 'STARTED_AT' | 'ENDED_AT' | 'ENERGY_WH' | 'ID';

export const transactionNoun: Noun<Transaction, TransactionFilter, Order> = {
  from: 'transaction t',
  columns: `t.id, t.station_id, t.transaction_id, t.evse_id, t.connector_id, t.id_token, t.status,
    t.authorization_status, t.charging_state, t.priority_charging, t.remote_start_id, t.reservation_id, t.started_at, t.ended_at,
    t.stopped_reason, t.meter_start_wh, t.meter_stop_wh, t.register_min_wh, t.register_max_wh, t.energy_wh, t.power_w,
    t.soc_percent, t.metered_at, t.last_seq_no, t.offline, t.created_at, t.updated_at`,
  unique: [{ sql: 't.id', type: 'bigint' }],
  orders: {
    STARTED_AT: { sql: 't.started_at', type: 'timestamptz', about: 'When it began.' },
    ENDED_AT: {
      sql: `coalesce(t.ended_at, 'infinity')`,
      type: 'timestamptz',
      about: 'When it ended; what goes on counts as latest.',
    },
    ENERGY_WH: {
      sql: 't.energy_wh::double precision',
      type: 'double precision',
      about: 'The energy, in Wh.',
    },
    ID: { sql: 't.id', type: 'bigint', about: 'The order in which we heard of them.' },
  },
  usual: { field: 'STARTED_AT', direction: 'DESC' },
  conditions: {
    ids: isAnyOf('t.id', 'bigint'),
    stationId: is('t.station_id'),
    stationIds: isAnyOf('t.station_id'),
    locationId: (id, sql) =>
      `t.station_id in (select s.id from charging_station s where s.location_id = ${sql.$(id, 'bigint')})`,
    transactionId: is('t.transaction_id'),
    evseId: is('t.evse_id', 'integer'),
    idToken: is('t.id_token'),
    status: isAnyOf('t.status'),
    startedAfter: from('t.started_at'),
    startedBefore: before('t.started_at'),
    endedAfter: from('t.ended_at'),
    endedBefore: before('t.ended_at'),
    energyWhMin: (least, sql) => `t.energy_wh >= ${sql.$(least, 'double precision')}`,
  },
  row: Transaction,
};

export const transactionList = listTypes('Transaction', transactionNoun, TransactionFilter);
export const byTransactionRef = { sql: 't.id', type: 'bigint' } as const;

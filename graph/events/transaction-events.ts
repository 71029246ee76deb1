import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { TransactionStatus } from '../transactions/transaction.js';
import { StationEvent } from './station-event.js';

@InterfaceType({
  implements: StationEvent,
  description: 'A transaction began, changed or ended: how it stood then.',
  resolveType: (event: StationEvent) => event.type,
})
export abstract class TransactionChanged extends StationEvent {
  @Field(() => ID, { name: 'transactionRef', description: 'Number of the transaction here.' })
  transaction!: string;

  @Field(() => ID, { nullable: true, description: 'What the station calls it.' })
  transactionId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE (1.6: the connector).' })
  evseId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId!: number | null;

  @Field(() => String, { nullable: true, description: 'The token it was started with.' })
  idToken!: string | null;

  @Field(() => TransactionStatus, { name: 'transactionStatus', description: 'Where it stood.' })
  status!: TransactionStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Charging, EVConnected, SuspendedEV, SuspendedEVSE or Idle (OCPP 2.x).',
  })
  chargingState!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it began, by the station’s clock.' })
  startedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended, by the station’s clock.' })
  endedAt!: Date | null;

  @Field(() => Float, { nullable: true, description: 'Energy until then, in Wh.' })
  energyWh!: number;

  @Field(() => Float, { nullable: true, description: 'Import power then, in W.' })
  powerW!: number | null;

  @Field(() => ID, { nullable: true, description: 'Number of the remote start that began it (OCPP 2.x).' })
  remoteStartId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The station’s number of the reservation it uses.' })
  reservationId!: string | null;
}

@ObjectType({ implements: [StationEvent, TransactionChanged], description: 'A transaction began.' })
export class TransactionStarted extends TransactionChanged {}

@ObjectType({ implements: [StationEvent, TransactionChanged], description: 'A transaction changed.' })
export class TransactionUpdated extends TransactionChanged {}

@ObjectType({ implements: [StationEvent, TransactionChanged], description: 'A transaction is over.' })
export class TransactionEnded extends TransactionChanged {
  @Field(() => String, {
    nullable: true,
    description: 'Why, in the station’s word: EVDisconnected, Local, …',
  })
  stoppedReason!: string | null;
}

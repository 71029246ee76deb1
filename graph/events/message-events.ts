import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CommandState } from '../commands/command.js';
import { DataFinding } from '../data-transfer/data-transfer.js';
import { StationEvent } from './station-event.js';

@ObjectType({ implements: StationEvent, description: 'A connector has another status.' })
export class ConnectorStatusChanged extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE (1.6: the connector).' })
  evseId!: number;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId!: number;

  @Field({ description: 'Available, Occupied, Reserved, Unavailable or Faulted (the words of OCPP 2.x).' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'The status before; null for the first.' })
  previousStatus!: string | null;

  @Field(() => String, { nullable: true, description: 'Error code of a 1.6 station; null for none.' })
  errorCode!: string | null;

  @Field(() => String, { nullable: true, description: 'What the station says about it.' })
  info!: string | null;
}

@ObjectType({ implements: StationEvent, description: 'Somebody showed a token.' })
export class IdTokenAuthorized extends StationEvent {
  @Field(() => String, { nullable: true, description: 'The token.' })
  idToken!: string;

  @Field({ description: 'What the station was told: Accepted, Blocked, …' })
  status!: string;
}

@ObjectType({
  implements: StationEvent,
  description: 'Meter values came in; the values of interest of its newest sample.',
})
export class MeterValuesReceived extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE (1.6: the connector).' })
  evseId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId!: number | null;

  @Field(() => ID, {
    nullable: true,
    name: 'transactionRef',
    description: 'Number of the transaction here; null outside of one.',
  })
  transaction!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When they were measured, by the station’s clock.' })
  measuredAt!: Date;

  @Field(() => Float, { nullable: true, description: 'Import register, in Wh.' })
  energyWh!: number | null;

  @Field(() => Float, { nullable: true, description: 'Import power, in W.' })
  powerW!: number | null;

  @Field(() => Float, { nullable: true, description: 'State of charge of the vehicle, in percent.' })
  socPercent!: number | null;
}

@ObjectType({
  implements: StationEvent,
  description: 'The station sent something of its vendor’s own (DataTransfer).',
})
export class DataTransferReceived extends StationEvent {
  @Field({ description: 'The vendor.' })
  vendorId!: string;

  @Field(() => String, { nullable: true, description: 'What kind of message, in the vendor’s word.' })
  messageId!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Its data.' })
  data!: unknown;

  @Field({ description: 'What the station was told: Accepted, Rejected, UnknownVendorId, …' })
  status!: string;

  @Field(() => [DataFinding], {
    nullable: true,
    description: 'How the data break the schema that is registered for them.',
  })
  findings!: DataFinding[] | null;
}

@ObjectType({ implements: StationEvent, description: 'A command went out, was answered or failed.' })
export class CommandUpdated extends StationEvent {
  @Field(() => ID, { description: 'The command.' })
  commandId!: string;

  @Field({ description: 'Its OCPP action.' })
  action!: string;

  @Field(() => CommandState, { description: 'How far it has come.' })
  state!: CommandState;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The payload of the station’s answer.' })
  answer!: unknown;

  @Field(() => String, { nullable: true, description: 'Error code of the station’s CALLERROR.' })
  errorCode!: string | null;

  @Field(() => String, { nullable: true, description: 'What went wrong, in words.' })
  errorDescription!: string | null;

  @Field({ description: 'Whether the answer came after it had timed out.' })
  late!: boolean;
}

@ObjectType({
  implements: StationEvent,
  description: 'Energy or a stop came in that matches no transaction.',
})
export class OrphanRecorded extends StationEvent {
  @Field(() => ID, {
    nullable: true,
    name: 'orphanId',
    description: 'Its number here; null where an older event lacks it.',
  })
  orphan!: string | null;

  @Field({ description: 'The OCPP action.' })
  action!: string;

  @Field({ description: 'Why it matches nothing, in words.' })
  reason!: string;
}

import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'A driver brought or took batteries.' })
export class BatterySwapped extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'Number of the swap at the station.' })
  requestId!: string | null;

  @Field({ description: 'BatteryIn, BatteryOut or BatteryOutTimeout.' })
  swap!: string;

  @Field(() => String, { nullable: true, description: 'The token of the driver.' })
  idToken!: string | null;

  @Field(() => GraphQLJSON, { description: 'The batteries, as sent (BatteryDataType).' })
  batteries!: unknown;
}

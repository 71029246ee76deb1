import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'The grid left its bounds, or came back.' })
export class DERAlarmReported extends StationEvent {
  @Field({ description: 'What noticed it: HVMustTrip, LFMustTrip, …' })
  controlType!: string;

  @Field(() => String, { nullable: true, description: 'What is wrong: OverVoltage, UnderFrequency, …' })
  gridEventFault!: string | null;

  @Field({ description: 'Whether it is over.' })
  ended!: boolean;

  @Field(() => String, { nullable: true, description: 'What the station says about it.' })
  info!: string | null;
}

@ObjectType({ implements: StationEvent, description: 'A station reported its controls towards the grid.' })
export class DERControlsReported extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId it answers.' })
  requestId!: string | null;

  @Field(() => [ID], { description: 'Their names at the station.' })
  controlIds!: string[];

  @Field({ description: 'Whether it is the last part of the report.' })
  complete!: boolean;
}

@ObjectType({
  implements: StationEvent,
  description: 'A control towards the grid began to work, or ceased to.',
})
export class DERControlChanged extends StationEvent {
  @Field(() => ID, { description: 'Its name at the station.' })
  controlId!: string;

  @Field({ description: 'Whether it works now.' })
  started!: boolean;

  @Field(() => [ID], { description: 'The controls it takes the place of.' })
  supersededIds!: string[];
}

@ObjectType({
  implements: StationEvent,
  description: 'A station took controls towards the grid from this system, or has some no more.',
})
export class DERControlsChanged extends StationEvent {
  @Field(() => [ID], { description: 'Names of those it took.' })
  set!: string[];

  @Field(() => [ID], { description: 'Names of those it has no more.' })
  cleared!: string[];
}

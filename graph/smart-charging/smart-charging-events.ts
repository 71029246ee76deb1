import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'A station reported charging profiles it holds.' })
export class ChargingProfilesReported extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId it answers.' })
  requestId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE they are for; 0 for the whole station.' })
  evseId!: number;

  @Field({ description: 'Who set them: CSO (this system), EMS, SO, Other, …' })
  source!: string;

  @Field(() => [ID], { description: 'Their numbers at the station.' })
  profileIds!: string[];

  @Field({ description: 'Whether it is the last part of the report.' })
  complete!: boolean;
}

@ObjectType({ implements: StationEvent, description: 'Somebody other than this system limits a station.' })
export class ChargingLimitSet extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE that is limited; 0 for the whole station.' })
  evseId!: number;

  @Field({ description: 'Who set it: EMS, SO, Other, …' })
  source!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the grid depends on it.' })
  gridCritical!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes from local generation (OCPP 2.1).' })
  localGeneration!: boolean | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The limits over time, as sent (ChargingScheduleType).',
  })
  schedules!: unknown;
}

@ObjectType({ implements: StationEvent, description: 'A limit that somebody else had set no longer holds.' })
export class ChargingLimitCleared extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE that was limited; 0 for the whole station.' })
  evseId!: number;

  @Field({ description: 'Who had set it: EMS, SO, Other, …' })
  source!: string;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station asked for the next values of a dynamic profile.',
})
export class DynamicScheduleUpdateAsked extends StationEvent {
  @Field(() => ID, { description: 'Number of the profile at the station.' })
  profileId!: string;

  @Field({ description: 'What the station was told: Accepted or Rejected.' })
  status!: string;
}

@ObjectType({ implements: StationEvent, description: 'A vehicle said what it needs.' })
export class EVChargingNeedsReported extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE it is at.' })
  evseId!: number;

  @Field(() => ID, {
    nullable: true,
    name: 'transactionRef',
    description: 'Number of the transaction here; null outside of one.',
  })
  transaction!: string | null;

  @Field({ description: 'How it wants to charge: DC, AC_three_phase, AC_BPT, …' })
  energyTransfer!: string;

  @Field(() => Float, { nullable: true, description: 'Energy it asks for, in Wh.' })
  energyWh!: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it means to leave.' })
  departureAt!: Date | null;

  @Field(() => GraphQLJSON, { description: 'All it said, as sent (ChargingNeedsType).' })
  needs!: unknown;

  @Field({ description: 'What the station was told: Accepted, Processing, Rejected or NoChargingProfile.' })
  status!: string;
}

@ObjectType({ implements: StationEvent, description: 'A vehicle said how it will charge.' })
export class EVChargingScheduleReported extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE it is at.' })
  evseId!: number;

  @Field(() => ID, {
    nullable: true,
    name: 'transactionRef',
    description: 'Number of the transaction here; null outside of one.',
  })
  transaction!: string | null;

  @Field(() => GraphQLDateTime, { description: 'From where the periods of the schedule count.' })
  timeBase!: Date;

  @Field(() => GraphQLJSON, { description: 'The plan, as sent (ChargingScheduleType).' })
  schedule!: unknown;

  @Field({
    description:
      'What the station was told: Accepted, or Rejected where the vehicle means to take more than it may.',
  })
  status!: string;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station took charging profiles from this system, or some hold no more.',
})
export class ChargingProfilesChanged extends StationEvent {
  @Field(() => [ID], { description: 'Numbers at the station of those it took.' })
  set!: string[];

  @Field(() => [ID], { description: 'Numbers at the station of those that hold no more.' })
  ended!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Why they hold no more: CLEARED, REPLACED, TRANSACTION_ENDED or NOT_REPORTED.',
  })
  reason!: string | null;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station told the schedule it works out from its charging profiles.',
})
export class CompositeScheduleReported extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE; 0 for the station as a whole.' })
  evseId!: number;

  @Field({ description: 'Whether it told one: Accepted or Rejected.' })
  status!: string;

  @Field(() => GraphQLDateTime, { description: 'From where its periods count.' })
  startsAt!: Date;

  @Field(() => Int, { description: 'How long it is, in seconds.' })
  durationSeconds!: number;

  @Field(() => String, { nullable: true, description: 'In what its limits are: W or A.' })
  rateUnit!: string | null;

  @Field(() => GraphQLJSON, { description: 'The limits over time, as sent (ChargingSchedulePeriodType).' })
  periods!: unknown;
}

import { Field, Int, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'A station took an update of its local list.' })
export class LocalListUpdated extends StationEvent {
  @Field(() => Int, { description: 'The version its list has now.' })
  version!: number;

  @Field({ description: 'FULL or DIFFERENTIAL.' })
  updateType!: string;

  @Field(() => Int, { name: 'entryCount', description: 'How many entries the update had.' })
  entries!: number;
}

@ObjectType({ implements: StationEvent, description: 'A local list could not be brought up to date.' })
export class LocalListFailed extends StationEvent {
  @Field(() => Int, { description: 'The version it was to get.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'FULL or DIFFERENTIAL; null when no answer came.' })
  updateType!: string | null;

  @Field({ description: 'Why: Failed, VersionMismatch, NotSupported, TIMED_OUT, …' })
  error!: string;
}

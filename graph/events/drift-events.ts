import { Field, Int, ObjectType } from 'type-graphql';
import { DesiredMode, DriftState } from '../configuration/words.js';
import { OfVariable } from '../variables/variable-of.js';
import { StationEvent } from './station-event.js';

@ObjectType({
  implements: OfVariable,
  description: 'A variable that began or ceased to be other than desired.',
})
export class DriftedVariable extends OfVariable {
  @Field({ description: 'Which value: Actual, Target, MinSet or MaxSet.' })
  attributeType!: string;

  @Field({ description: 'The value that is desired.' })
  desiredValue!: string;

  @Field(() => String, { nullable: true, description: 'The value it has; null when it is not known.' })
  knownValue!: string | null;

  @Field(() => DesiredMode, { description: 'Whether it is set, or only reported.' })
  mode!: DesiredMode;

  @Field(() => DriftState, {
    nullable: true,
    description: 'How it stands now; null: it is desired no longer.',
  })
  state!: DriftState | null;
}

@ObjectType({ implements: StationEvent, description: 'Variables of a station are other than desired.' })
export class DriftBegan extends StationEvent {
  @Field(() => Int, { description: 'How many.' })
  changed!: number;

  @Field(() => [DriftedVariable], { description: 'Which; the first hundred.' })
  variables!: DriftedVariable[];
}

@ObjectType({
  implements: StationEvent,
  description:
    'Variables of a station are as desired again, will be after its next reboot, or are desired no longer.',
})
export class DriftEnded extends StationEvent {
  @Field(() => Int, { description: 'How many.' })
  changed!: number;

  @Field(() => [DriftedVariable], { description: 'Which; the first hundred.' })
  variables!: DriftedVariable[];
}

import { ArrayMaxSize, ArrayMinSize, IsOptional, Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Noun } from '../connections/noun.js';

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
const notATime = { message: '$property must be a time of day, 18:30 for one' };

@ObjectType({ description: 'When a token may charge, in the time zone of the station’s location.' })
export class IdTokenTime {
  @Field(() => [Int], { description: 'The days it begins on, 1 Monday to 7 Sunday.' })
  weekdays!: number[];

  @Field({ description: 'From then on, 18:30 for one.' })
  from!: string;

  @Field({ description: 'Until then; where that is not later than `from`, on the next day.' })
  to!: string;
}

@InputType('IdTokenTimeInput', {
  description: 'When a token may charge, in the time zone of the station’s location (UTC where it has none).',
})
export class NewTime {
  @Field(() => [Int], {
    nullable: true,
    description: 'The days it begins on, 1 Monday to 7 Sunday. Left out: every day.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays?: number[] | null;

  @Field({ defaultValue: '00:00', description: 'From then on, 18:30 for one.' })
  @Matches(timeOfDay, notATime)
  from!: string;

  @Field({
    defaultValue: '00:00',
    description: 'Until then; where that is not later than `from`, on the next day.',
  })
  @Matches(timeOfDay, notATime)
  to!: string;
}

export const idTokenTimes: Pick<Noun<IdTokenTime, never, string>, 'from' | 'columns' | 'row'> = {
  from: 'id_token_time w',
  columns: `w.id, w.weekdays, to_char(w.from_time, 'HH24:MI') as "from", to_char(w.to_time, 'HH24:MI') as "to"`,
  row: IdTokenTime,
};
export const byTimeToken = { sql: 'w.id_token_id', type: 'bigint' } as const;

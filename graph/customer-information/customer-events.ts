import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';
import type { Context } from '../server/context.js';

@ObjectType({
  implements: StationEvent,
  description: 'A station reported what it holds about a customer, or a part of it.',
})
export class CustomerInformationReported extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId it answers.' })
  requestId!: string | null;

  @Field(() => Int, { description: 'Number of the part, from 0.' })
  seqNo!: number;

  @Field({ description: 'Whether it is the last part.' })
  complete!: boolean;
}

@ObjectType({ implements: StationEvent, description: 'A station answered a question about a customer.' })
export class CustomerInformationAnswered extends StationEvent {
  @Field(() => ID, { description: 'The requestId it answers.' })
  requestId!: string;

  @Field({ description: 'Whether it was asked to report.' })
  report!: boolean;

  @Field({ description: 'Whether it was asked to clear.' })
  clear!: boolean;

  @Field({ description: 'Its word: Accepted, Rejected or Invalid.' })
  answer!: string;
}

@Resolver(() => CustomerInformationReported)
export class CustomerInformationPartResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The part; null once it is no longer kept.',
  })
  async information(
    @Root() { stationId, requestId, seqNo }: CustomerInformationReported,
    @Ctx() { pool }: Context,
  ): Promise<string | null> {
    const { rows } = await pool.query<{ part: string | null }>(
      'select parts ->> $3 as part from customer_information where (station_id, request_id) = ($1, $2)',
      [stationId, requestId, String(seqNo)],
    );
    return rows[0]?.part ?? null;
  }
}

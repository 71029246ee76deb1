import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType } from '../commands/result.js';
import type { Context } from '../server/context.js';

@ObjectType({ description: 'The version of a station’s local list.' })
class LocalListVersion {
  @Field(() => Int, {
    nullable: true,
    description: 'The version: 0 no list, −1 the station keeps none (OCPP 1.6); null when it gave none.',
  })
  version!: number | null;
}

/** 1.6 §5.10; 2.x D02. */
const get: Dialects<null, LocalListVersion> = {
  v16: asks<null, object, V16.GetLocalListVersionResponse, LocalListVersion>(
    'GetLocalListVersion',
    () => ({}),
    ({ listVersion }) => ({ version: listVersion ?? null }),
  ),
  v2: asks<null, object, V2.GetLocalListVersionResponse, LocalListVersion>(
    'GetLocalListVersion',
    () => ({}),
    ({ versionNumber }) => ({ version: versionNumber ?? null }),
  ),
};

const GetLocalListVersionResult = resultType('GetLocalListVersion', LocalListVersion);

@Resolver()
export class GetLocalListVersionResolver {
  @Mutation(() => GetLocalListVersionResult, {
    description:
      'Asks a station which version its local list has. Where it is not the one we know, the list is sent in full next.',
  })
  async getLocalListVersion(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    return new GetLocalListVersionResult(
      await ask(context, { stationId, dialects: get, wish: null, options }),
    );
  }
}

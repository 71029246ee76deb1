import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { OperationalStatus } from '../availability/availability.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';

interface Change {
  operative: boolean;
  evseId?: number | null | undefined;
  connectorId?: number | null | undefined;
}

/** 1.6 §5.2, where connector 0 is the whole station; 2.x G03, G04. */
export const change: Dialects<Change, StatusAnswer> = {
  v16: asks<Change, V16.ChangeAvailabilityRequest, V16.ChangeAvailabilityResponse, StatusAnswer>(
    'ChangeAvailability',
    ({ operative, evseId }) => ({ connectorId: evseId ?? 0, type: operative ? 'Operative' : 'Inoperative' }),
    statusAnswer,
  ),
  v2: asks<Change, V2.ChangeAvailabilityRequest, V2.ChangeAvailabilityResponse, StatusAnswer>(
    'ChangeAvailability',
    ({ operative, evseId, connectorId }) => ({
      operationalStatus: operative ? 'Operative' : 'Inoperative',
      ...(evseId != null ? { evse: { id: evseId, ...given({ connectorId }) } } : {}),
    }),
    statusAnswer,
  ),
};

@Resolver()
export class ChangeAvailabilityResolver {
  @Mutation(() => StatusResult, {
    description: 'Asks a station to take itself or a part of it in or out of service.',
  })
  async changeAvailability(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('operationalStatus', () => OperationalStatus, { description: 'In or out of service.' })
    operationalStatus: OperationalStatus,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'The EVSE (1.6: the connectorId). Left out: the whole station.',
    })
    evseId: number | null | undefined,
    @Arg('connectorId', () => Int, {
      nullable: true,
      description: 'The connector of the EVSE (OCPP 2.x). Left out: the whole EVSE.',
    })
    connectorId: number | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    if (connectorId != null && evseId == null)
      throw failure('BAD_USER_INPUT', 'connectorId needs its evseId');
    const wish = { operative: operationalStatus === 'OPERATIVE', evseId, connectorId };
    return new StatusResult(await ask(context, { stationId, dialects: change, wish, options }));
  }
}

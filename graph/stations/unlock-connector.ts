import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';

interface Unlock {
  evseId: number;
  connectorId: number;
}

/** 1.6 §5.18, where the connector is our EVSE; 2.x F05. */
const unlock: Dialects<Unlock, StatusAnswer> = {
  v16: asks<Unlock, V16.UnlockConnectorRequest, V16.UnlockConnectorResponse, StatusAnswer>(
    'UnlockConnector',
    ({ evseId }) => ({ connectorId: evseId }),
    statusAnswer,
  ),
  v2: asks<Unlock, V2.UnlockConnectorRequest, V2.UnlockConnectorResponse, StatusAnswer>(
    'UnlockConnector',
    ({ evseId, connectorId }) => ({ evseId, connectorId }),
    statusAnswer,
  ),
};

@Resolver()
export class UnlockConnectorResolver {
  @Mutation(() => StatusResult, { description: 'Asks a station to let go of a cable.' })
  async unlockConnector(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('evseId', () => Int, { description: 'The EVSE (1.6: the connectorId).' }) evseId: number,
    @Arg('connectorId', () => Int, { defaultValue: 1, description: 'The connector of the EVSE (OCPP 2.x).' })
    connectorId: number,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = { evseId, connectorId };
    return new StatusResult(await ask(context, { stationId, dialects: unlock, wish, options }));
  }
}

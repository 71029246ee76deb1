import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given, unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';

export const ResetType = words('ResetType', 'How a station starts over.', {
  IMMEDIATE: 'At once; transactions end. 1.6: Hard.',
  ON_IDLE: 'When no transaction is left; 2.x waits for that, 1.6 ends them properly first (Soft).',
  IMMEDIATE_AND_RESUME: 'At once, and transactions go on afterwards. OCPP 2.1 only.',
});
export type ResetType = keyof typeof ResetType;

export interface Reset {
  type: ResetType;
  evseId?: number | null | undefined;
}

const resume = 'only a station that speaks OCPP 2.1 can resume transactions after a reset';

/** 1.6 §5.14; 2.x B11, B12. */
export const reset: Dialects<Reset, StatusAnswer> = {
  v16: asks<Reset, V16.ResetRequest, V16.ResetResponse, StatusAnswer>(
    'Reset',
    ({ type, evseId }) => {
      if (evseId != null) unsupported('a station that speaks OCPP 1.6 resets as a whole');
      if (type === 'IMMEDIATE_AND_RESUME') unsupported(resume);
      return { type: type === 'IMMEDIATE' ? 'Hard' : 'Soft' };
    },
    statusAnswer,
  ),
  v2: asks<Reset, V2.ResetRequest, V2.ResetResponse, StatusAnswer>(
    'Reset',
    ({ type, evseId }) => {
      if (type === 'IMMEDIATE_AND_RESUME') unsupported(resume);
      return { type: type === 'IMMEDIATE' ? 'Immediate' : 'OnIdle', ...given({ evseId }) };
    },
    statusAnswer,
  ),
  v21: asks<Reset, V21.ResetRequest, V21.ResetResponse, StatusAnswer>(
    'Reset',
    ({ type, evseId }) => ({ type: types21[type], ...given({ evseId }) }),
    statusAnswer,
  ),
};

const types21: Record<ResetType, V21.ResetEnumType> = {
  IMMEDIATE: 'Immediate',
  ON_IDLE: 'OnIdle',
  IMMEDIATE_AND_RESUME: 'ImmediateAndResume',
};

@Resolver()
export class ResetResolver {
  @Mutation(() => StatusResult, { description: 'Asks a station, or one of its EVSEs, to start over.' })
  async resetStation(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('type', () => ResetType, { defaultValue: 'ON_IDLE', description: 'How.' }) type: ResetType,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'Only the EVSE of this number (OCPP 2.x). Left out: the whole station.',
    })
    evseId: number | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    return new StatusResult(
      await ask(context, { stationId, dialects: reset, wish: { type, evseId }, options }),
    );
  }
}

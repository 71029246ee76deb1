import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import type { Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { asksInParts, type InParts, limitsOf } from './limits.js';
import { named, told, VariableName, type VariableResult, VariablesAnswer } from './variable.js';

type Wish = InParts<VariableName>;

/** 1.6 §5.8, where no key means all of them; 2.x B06. */
export const get: Dialects<Wish, VariablesAnswer> = {
  v16: asksInParts<VariableName, V16.GetConfigurationRequest, V16.GetConfigurationResponse, VariableResult>(
    'GetConfiguration',
    (names) => (names.length > 0 ? { key: names.map(({ variable }) => variable) } : {}),
    ({ configurationKey = [], unknownKey = [] }) => [
      ...configurationKey.map(({ key, value, readonly }) => ({
        variable: key,
        status: 'Accepted',
        value: value ?? null,
        readonly,
      })),
      ...unknownKey.map((variable) => ({ variable, status: 'UnknownVariable' })),
    ],
  ),
  v2: asksInParts<VariableName, V2.GetVariablesRequest, V2.GetVariablesResponse, VariableResult>(
    'GetVariables',
    (names) => {
      if (names.length === 0)
        throw failure('BAD_USER_INPUT', 'name the variables: a station that speaks OCPP 2.x needs them');
      return { getVariableData: names.map(named) };
    },
    ({ getVariableResult = [] }) => getVariableResult.map((result) => told(result, result.attributeValue)),
  ),
};

const GetVariablesResult = resultType('GetVariables', VariablesAnswer);

@Resolver()
export class GetVariablesResolver {
  @Mutation(() => GetVariablesResult, {
    description:
      'Asks a station for its variables (OCPP 1.6: configuration keys), in as many calls as its limits take.',
  })
  async getVariables(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('variables', () => [VariableName], {
      defaultValue: [],
      description: 'Which. OCPP 1.6: left out, all of them.',
    })
    items: VariableName[],
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = { items, limits: await limitsOf(context, stationId, 'GetVariables') };
    return new GetVariablesResult(await ask(context, { stationId, dialects: get, wish, options }));
  }
}

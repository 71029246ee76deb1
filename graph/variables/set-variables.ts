import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import type { Dialects, Row } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { asksInParts, type InParts, limitsOf } from './limits.js';
import { named, told, VariableName, type VariableResult, VariablesAnswer } from './variable.js';

@InputType({ description: 'A variable of a station and the value it shall have.' })
export class VariableValue extends VariableName {
  @Field(() => String, { description: 'The value, as text.' })
  value!: string;
}

type Wish = InParts<VariableValue>;

/** 1.6 §5.3 changes one key a call. */
const changeConfiguration: Row<Wish, VariablesAnswer> = {
  action: 'ChangeConfiguration',
  calls: ({ items }) =>
    items.map(({ variable, value }): V16.ChangeConfigurationRequest => ({ key: variable, value })),
  answer: (results: readonly Partial<V16.ChangeConfigurationResponse>[], { items }) => ({
    results: items.map(({ variable, value }, index) => ({
      variable,
      value,
      status: results[index]?.status ?? null,
    })),
  }),
};

/** 2.x B05. */
export const set: Dialects<Wish, VariablesAnswer> = {
  v16: changeConfiguration,
  v2: asksInParts<VariableValue, V2.SetVariablesRequest, V2.SetVariablesResponse, VariableResult>(
    'SetVariables',
    (items) => ({ setVariableData: items.map((each) => ({ ...named(each), attributeValue: each.value })) }),
    ({ setVariableResult = [] }, items) =>
      setVariableResult.map((result, index) => {
        const isMeant = ({ component, variable }: VariableValue) =>
          component === result.component.name && variable === result.variable.name;
        // Most answer in the order asked; some do not.
        const inPlace = items[index];
        const item = inPlace && isMeant(inPlace) ? inPlace : items.find(isMeant);
        return told(result, item?.value);
      }),
  ),
};

const SetVariablesResult = resultType('SetVariables', VariablesAnswer);

@Resolver()
export class SetVariablesResolver {
  @Mutation(() => SetVariablesResult, {
    description:
      'Asks a station to change variables, in as many calls as its limits take (OCPP 1.6: configuration keys, one call each, in order).',
  })
  async setVariables(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('variables', () => [VariableValue], { description: 'Which, and their values; 1 to 50.' })
    items: VariableValue[],
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    if (items.length < 1 || items.length > 50)
      throw failure('BAD_USER_INPUT', 'variables takes 1 to 50 of them');
    const wish = { items, limits: await limitsOf(context, stationId, 'SetVariables') };
    return new SetVariablesResult(await ask(context, { stationId, dialects: set, wish, options }));
  }
}

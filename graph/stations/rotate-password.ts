import { IsOptional, Length, Matches } from 'class-validator';
import { Args, ArgsType, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { drawPassword, hashDrawnPassword } from '../../platform/passwords.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';

@ObjectType({ description: 'What a station said to a new password.' })
class PasswordAnswer {
  @Field(() => String, { nullable: true, description: 'The status in the station’s own word.' })
  status!: string | null;

  @Field({
    description:
      'Whether it took the password. It holds once the station comes with it; until then the old one holds too.',
  })
  accepted!: boolean;
}

const taken = ['Accepted', 'RebootRequired'];
const answerOf = (status: string | undefined): PasswordAnswer => ({
  status: status ?? null,
  accepted: taken.includes(status ?? ''),
});

/** 1.6 takes a key of 16 to 20 bytes, in hexadecimal; a text is sent as its bytes. */
function hexKey(password: string): string {
  if (/^([0-9a-f]{2}){16,20}$/i.test(password)) return password;
  const bytes = Buffer.from(password);
  if (bytes.length < 16 || bytes.length > 20)
    throw failure(
      'BAD_USER_INPUT',
      'a station that speaks OCPP 1.6 takes 16 to 20 characters, or 32 to 40 hexadecimal digits',
    );
  return bytes.toString('hex').toUpperCase();
}

function variable(password: string): V2.SetVariablesRequest {
  if (password.length < 16)
    throw failure(
      'BAD_USER_INPUT',
      'a station that speaks OCPP 2.x takes 16 to 40 characters, OCPP 2.1 up to 64',
    );
  return {
    setVariableData: [
      {
        component: { name: 'SecurityCtrlr' },
        variable: { name: 'BasicAuthPassword' },
        attributeValue: password,
      },
    ],
  };
}

/** 1.6 security A.1; 2.x A01. */
const rotate: Dialects<string, PasswordAnswer> = {
  v16: asks<string, V16.ChangeConfigurationRequest, V16.ChangeConfigurationResponse, PasswordAnswer>(
    'ChangeConfiguration',
    (password) => ({ key: 'AuthorizationKey', value: hexKey(password) }),
    ({ status }) => answerOf(status),
  ),
  v2: asks<string, V2.SetVariablesRequest, V2.SetVariablesResponse, PasswordAnswer>(
    'SetVariables',
    variable,
    ({ setVariableResult }) => answerOf(setVariableResult?.[0]?.attributeStatus),
  ),
};

@ArgsType()
class NewPassword {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The new password: 16 to 20 characters or 32 to 40 hexadecimal digits in OCPP 1.6, 16 to 40 characters in 2.0.1, up to 64 in 2.1; printable ASCII without spaces. Left out: one is drawn at random that every version takes; with an idempotencyKey it has to be given.',
  })
  @IsOptional()
  @Length(16, 64)
  @Matches(/^[\x21-\x7e]*$/, { message: 'password holds printable ASCII characters only, no spaces' })
  password?: string | null;
}

const Result = resultType('PasswordRotation', PasswordAnswer);

@ObjectType('RotateStationPasswordResult', {
  description: 'A new password for a station, and how that went.',
})
class Rotation extends Result {
  @Field({ description: 'The new password. It is shown this once; nobody can read it again.' })
  password!: string;
}

@Resolver()
export class RotatePasswordResolver {
  @Mutation(() => Rotation, {
    description:
      'Gives a station a new password for its Basic authentication (security profiles 1 and 2). It holds once the station has taken it and comes with it; until then the old one holds.',
  })
  async rotateStationPassword(
    @Args(() => NewPassword) { stationId, password: given }: NewPassword,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<Rotation> {
    const { SECRET } = context.settings;
    // Asked again it would lead to the command of before, whose password was drawn then and is kept nowhere.
    if (given == null && options.idempotencyKey != null)
      throw failure(
        'BAD_USER_INPUT',
        'with an idempotencyKey give the password too: one that is drawn is shown in the first answer only',
      );
    const password = given ?? drawPassword();
    const outcome = await ask(context, {
      ...{ stationId, dialects: rotate, wish: password, options },
      // What somebody gave may be guessed: it gets no fast digest.
      ...(given == null ? { keepPassword: (drawn) => hashDrawnPassword(stationId, drawn, SECRET) } : {}),
    });
    return Object.assign(new Rotation(outcome), { password });
  }
}

import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { given } from '../commands/dialects.js';
import { StatusInfo } from '../commands/result.js';
import { words } from '../connections/words.js';
import { failure } from '../server/errors.js';

export const AttributeType = words('AttributeType', 'Which value of a variable (OCPP 2.x).', {
  Actual: 'The value in force.',
  Target: 'The value to be reached.',
  MinSet: 'The lowest it can be set to.',
  MaxSet: 'The highest it can be set to.',
});
export type AttributeType = keyof typeof AttributeType;

@InputType({
  description: 'A variable of a station. OCPP 1.6 has configuration keys only: there just `variable` counts.',
})
export class VariableName {
  @Field(() => String, { description: 'Its name; in OCPP 1.6 the configuration key.' })
  variable!: string;

  @Field(() => String, { nullable: true, description: 'The component it belongs to; OCPP 2.x needs it.' })
  component?: string | null;

  @Field(() => String, { nullable: true, description: 'Which of several variables of that name.' })
  variableInstance?: string | null;

  @Field(() => String, { nullable: true, description: 'Which of several components of that name.' })
  componentInstance?: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE the component belongs to.' })
  evseId?: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId?: number | null;

  @Field(() => AttributeType, { nullable: true, description: 'Which value. Left out: Actual.' })
  attributeType?: AttributeType | null;
}

@ObjectType({ description: 'What a station said about a variable.' })
export class VariableResult {
  @Field(() => String, { description: 'Its name; in OCPP 1.6 the configuration key.' })
  variable!: string;

  @Field(() => String, { nullable: true, description: 'The component it belongs to (OCPP 2.x).' })
  component?: string | null;

  @Field(() => String, { nullable: true, description: 'Which of several variables of that name.' })
  variableInstance?: string | null;

  @Field(() => String, { nullable: true, description: 'Which of several components of that name.' })
  componentInstance?: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE the component belongs to.' })
  evseId?: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId?: number | null;

  @Field(() => String, { nullable: true, description: 'Which value: Actual, Target, MinSet or MaxSet.' })
  attributeType?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How it went, in OCPP’s word: Accepted, Rejected, UnknownVariable, RebootRequired, NotSupported, …',
  })
  status?: string | null;

  @Field(() => StatusInfo, { nullable: true, description: 'More about the status (OCPP 2.x).' })
  statusInfo?: StatusInfo | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value; null when it was not asked for or there is none.',
  })
  value?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it can only be read (OCPP 1.6 tells).' })
  readonly?: boolean | null;
}

@ObjectType({ description: 'What a station said about its variables, in the order asked.' })
export class VariablesAnswer {
  @Field(() => [VariableResult], { description: 'One result a variable.' })
  results!: VariableResult[];
}

/** The 2.x form of a variable's name. */
export function named(
  name: VariableName,
): Pick<V2.GetVariableDataType, 'component' | 'variable' | 'attributeType'> {
  const { component, evseId, connectorId } = name;
  if (component == null)
    throw failure('BAD_USER_INPUT', `name the component of ${name.variable}: this station speaks OCPP 2.x`);
  return {
    component: {
      name: component,
      ...given({ instance: name.componentInstance }),
      ...(evseId != null ? { evse: { id: evseId, ...given({ connectorId }) } } : {}),
    },
    variable: { name: name.variable, ...given({ instance: name.variableInstance }) },
    ...given({ attributeType: name.attributeType }),
  };
}

/** What a 2.x station says about one variable, get and set alike. */
export const told = (
  result: V2.SetVariableResultType | V2.GetVariableResultType,
  value: string | undefined,
): VariableResult => ({
  variable: result.variable.name,
  variableInstance: result.variable.instance ?? null,
  component: result.component.name,
  componentInstance: result.component.instance ?? null,
  evseId: result.component.evse?.id ?? null,
  connectorId: result.component.evse?.connectorId ?? null,
  attributeType: result.attributeType ?? 'Actual',
  status: result.attributeStatus,
  statusInfo: result.attributeStatusInfo ?? null,
  value: value ?? null,
});

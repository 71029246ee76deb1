import { IsOptional, Length, Matches, MaxLength, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { deleteRow, insertRow, updateRow } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { AttributeType } from '../variables/variable.js';
import { DesiredVariable, desiredNoun } from './desired-variable.js';
import { DesiredMode } from './words.js';

@InputType({ description: 'What can be changed of a desired value; what is left out stays.' })
class DesiredVariableChange {
  @Field(() => String, { nullable: true, description: 'The value, as text, up to 2500 characters.' })
  @IsOptional()
  @MaxLength(2500)
  @IsPlainText()
  value?: string | null;

  @Field(() => DesiredMode, { nullable: true, description: 'What is done where it differs.' })
  mode?: DesiredMode | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is desired, up to 2000 characters; null: no word.',
  })
  @IsOptional()
  @MaxLength(2000)
  note?: string | null;
}

/** They are set over OCPP once and never kept in the open. */
const noSecret = /^(?!.*(password|authorizationkey|vpnkey|simpin)$)/i;

@InputType({ description: 'A value that a variable shall have: name a station or a group, not both.' })
class NewDesiredVariable {
  @Field(() => ID, { nullable: true, description: 'The station.' })
  stationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The group.' })
  groupId?: string | null;

  @Field(() => String, {
    description: 'The component the variable belongs to; OCPP16 for a configuration key of OCPP 1.6.',
  })
  @Length(1, 50)
  @IsPlainText()
  component!: string;

  @Field(() => String, { nullable: true, description: 'Which of several components of that name.' })
  @IsOptional()
  @Length(1, 50)
  @IsPlainText()
  componentInstance?: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE the component belongs to.' })
  @IsOptional()
  @Min(0)
  evseId?: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  @IsOptional()
  @Min(0)
  connectorId?: number | null;

  @Field(() => String, {
    description: 'Name of the variable; in OCPP 1.6 the configuration key. No passwords.',
  })
  @Length(1, 50)
  @IsPlainText()
  @Matches(noSecret, {
    message: 'passwords and keys are not kept as desired values; set them with setVariables',
  })
  variable!: string;

  @Field(() => String, { nullable: true, description: 'Which of several variables of that name.' })
  @IsOptional()
  @Length(1, 50)
  @IsPlainText()
  variableInstance?: string | null;

  @Field(() => AttributeType, { defaultValue: 'Actual', description: 'Which value.' })
  attributeType!: AttributeType;

  @Field(() => String, { description: 'The value, as text, up to 2500 characters.' })
  @MaxLength(2500)
  @IsPlainText()
  value!: string;

  @Field(() => DesiredMode, { defaultValue: 'ENFORCE', description: 'What is done where it differs.' })
  mode!: DesiredMode;

  @Field(() => String, { nullable: true, description: 'Why it is desired, up to 2000 characters.' })
  @IsOptional()
  @MaxLength(2000)
  note?: string | null;
}

@Resolver()
export class EditDesiredVariableResolver {
  @Mutation(() => DesiredVariable, {
    description:
      'Desires a value of a station, or of all stations of a group: from now on those are asked to take it that have another (mode ENFORCE). CONFLICT when one is desired of that variable there already.',
  })
  createDesiredVariable(
    @Arg('input', () => NewDesiredVariable, { description: 'The value.' }) input: NewDesiredVariable,
    @Ctx() { pool }: Context,
  ): Promise<DesiredVariable> {
    const { stationId, groupId, evseId, connectorId } = input;
    if ((stationId == null) === (groupId == null))
      throw failure('BAD_USER_INPUT', 'give stationId or groupId, one of them');
    if (connectorId != null && evseId == null)
      throw failure('BAD_USER_INPUT', 'connectorId needs its evseId');
    return insertRow(pool, desiredNoun, { ...input });
  }

  @Mutation(() => DesiredVariable, {
    description: 'Changes a desired value: its stations are asked anew, also those that refused the old one.',
  })
  async updateDesiredVariable(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Arg('input', () => DesiredVariableChange, { description: 'What changes.' }) input: DesiredVariableChange,
    @Ctx() { pool }: Context,
  ): Promise<DesiredVariable> {
    const desired = await updateRow(pool, desiredNoun, id, { ...input });
    if (!desired) throw failure('NOT_FOUND', `there is no desired variable ${id}`);
    return desired;
  }

  @Mutation(() => ID, {
    description: 'Desires a value no longer; stations keep the value they have. Gives back its number.',
  })
  async deleteDesiredVariable(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'desired_variable', id)))
      throw failure('NOT_FOUND', `there is no desired variable ${id}`);
    return id;
  }
}

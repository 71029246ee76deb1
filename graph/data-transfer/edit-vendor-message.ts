import { IsOptional, Length, MaxLength } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { compileVendorSchema, VendorSchemaError } from '../../ocpp/vendor-schema.js';
import { deleteRow, insertRow, updateRow, type Values } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { VendorMessage, vendorMessageNoun } from './vendor-message.js';

const taken = 'up to 20000 characters, $ref inside itself only, patterns without look-around, no uniqueItems';

@InputType({
  description: 'What can be changed of a vendor’s message; what is left out stays, null empties it.',
})
class VendorMessageChange {
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: `JSON schema (draft 7) of the data that a station sends: ${taken}. In OCPP 1.6, whose data are text, it also holds for what the text says as JSON.`,
  })
  requestSchema?: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: `JSON schema (draft 7) of the data that a station answers to such a message of ours: ${taken}.`,
  })
  answerSchema?: unknown;

  @Field(() => String, { nullable: true, description: 'What people note about it, up to 2000 characters.' })
  @IsOptional()
  @MaxLength(2000)
  note?: string | null;
}

@InputType({ description: 'A message of a vendor that is to be known.' })
class NewVendorMessage extends VendorMessageChange {
  @Field(() => String, { description: 'The vendor, as stations name it; 1 to 255 characters.' })
  @Length(1, 255)
  @IsPlainText()
  vendorId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What kind of message, 1 to 50 characters. Left out: what comes without one.',
  })
  @IsOptional()
  @Length(1, 50)
  @IsPlainText()
  messageId?: string | null;
}

/** As the columns take it: JSON goes in as text. Refuses what can’t be used. */
function columnsOf(input: VendorMessageChange): Values {
  const schemas = { requestSchema: input.requestSchema, answerSchema: input.answerSchema };
  const written = Object.entries(schemas).map(([field, schema]) => {
    if (schema === undefined || schema === null) return [field, schema];
    try {
      compileVendorSchema(schema);
    } catch (error) {
      if (error instanceof VendorSchemaError) throw failure('BAD_USER_INPUT', `${field}: ${error.message}`);
      throw error;
    }
    return [field, JSON.stringify(schema)];
  });
  return { ...input, ...Object.fromEntries(written) };
}

@Resolver()
export class EditVendorMessageResolver {
  @Mutation(() => VendorMessage, {
    description: 'Makes a message of a vendor known: stations that send it are told Accepted where it fits.',
  })
  createVendorMessage(
    @Arg('input', () => NewVendorMessage, { description: 'The message.' }) input: NewVendorMessage,
    @Ctx() { pool }: Context,
  ): Promise<VendorMessage> {
    return insertRow(pool, vendorMessageNoun, columnsOf(input));
  }

  @Mutation(() => VendorMessage, { description: 'Changes a vendor’s message; in force with the next one.' })
  async updateVendorMessage(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Arg('input', () => VendorMessageChange, { description: 'What changes.' }) input: VendorMessageChange,
    @Ctx() { pool }: Context,
  ): Promise<VendorMessage> {
    const message = await updateRow(pool, vendorMessageNoun, id, columnsOf(input));
    if (!message) throw failure('NOT_FOUND', `there is no vendor message of number ${id}`);
    return message;
  }

  @Mutation(() => ID, {
    description: 'Deletes a vendor’s message; what was said stays. Gives back its number.',
  })
  async deleteVendorMessage(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'vendor_message', id)))
      throw failure('NOT_FOUND', `there is no vendor message of number ${id}`);
    return id;
  }
}

import { Length } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { drawRequestId } from '../commands/request-ids.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { CustomerInformation, customerInformationNoun } from './customer-information.js';

const HashAlgorithm = words('CertificateHashAlgorithm', 'How a certificate is hashed.', {
  SHA256: 'SHA-256.',
  SHA384: 'SHA-384.',
  SHA512: 'SHA-512.',
});

@InputType({ description: 'A certificate, named by its hashes (CertificateHashDataType).' })
class CustomerCertificateInput {
  @Field(() => HashAlgorithm, { description: 'How it is hashed.' })
  hashAlgorithm!: V2.HashAlgorithmEnumType;

  @Field({ description: 'Hash of the issuer’s distinguished name.' })
  @Length(1, 128)
  issuerNameHash!: string;

  @Field({ description: 'Hash of the issuer’s public key.' })
  @Length(1, 128)
  issuerKeyHash!: string;

  @Field({ description: 'Serial number, in hexadecimal digits without leading zeros.' })
  @Length(1, 40)
  serialNumber!: string;
}

interface Wish {
  requestId: number;
  report: boolean;
  clear: boolean;
  idToken: { idToken: string; type: string } | undefined;
  customerIdentifier: string | null | undefined;
  customerCertificate: CustomerCertificateInput | null | undefined;
}

/** 2.x N09, N10. */
const request: Dialects<Wish, StatusAnswer> = {
  v2: asks<Wish, V21.CustomerInformationRequest, V2.CustomerInformationResponse, StatusAnswer>(
    'CustomerInformation',
    ({ requestId, report, clear, ...customer }) => ({ requestId, report, clear, ...given(customer) }),
    statusAnswer,
  ),
};

@ObjectType({ description: 'How a question about a customer went.' })
class CustomerInformationResult extends resultType('CustomerInformation', StatusAnswer) {}

@Resolver(() => CustomerInformationResult)
export class RequestCustomerInformationResolver {
  @Mutation(() => CustomerInformationResult, {
    description:
      'Asks a station to tell, to clear, or both, what it holds about a customer: by a token, a customer identifier or a certificate (OCPP 2.x).',
  })
  async requestCustomerInformation(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('report', () => Boolean, { description: 'Whether it is to tell what it holds.' }) report: boolean,
    @Arg('clear', () => Boolean, { description: 'Whether it is to clear it.' }) clear: boolean,
    @Arg('idToken', () => String, { nullable: true, description: 'A token of the customer.' })
    idToken: string | null | undefined,
    @Arg('idTokenType', () => String, { nullable: true, description: 'Its type. Left out: Central.' })
    idTokenType: string | null | undefined,
    @Arg('customerIdentifier', () => String, {
      nullable: true,
      description: 'What the vendor of the station knows the customer by.',
    })
    customerIdentifier: string | null | undefined,
    @Arg('certificate', () => CustomerCertificateInput, {
      nullable: true,
      description: 'A certificate of the customer.',
    })
    customerCertificate: CustomerCertificateInput | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    if (!report && !clear) throw failure('BAD_USER_INPUT', 'ask to report, to clear, or both');
    const customers = [idToken, customerIdentifier, customerCertificate].filter((each) => each != null);
    if (customers.length !== 1)
      throw failure('BAD_USER_INPUT', 'give one of idToken, customerIdentifier and certificate');
    const wish = {
      ...{ requestId: await drawRequestId(context.pool), report, clear, customerIdentifier },
      idToken: idToken == null ? undefined : { idToken, type: idTokenType ?? 'Central' },
      customerCertificate: customerCertificate && { ...customerCertificate },
    };
    return new CustomerInformationResult(
      await ask(context, { stationId, dialects: request, wish, options, drawn: ['requestId'] }),
    );
  }

  @FieldResolver(() => CustomerInformation, {
    nullable: true,
    description: 'What the station told, with whether it is complete; null until it answered.',
  })
  async information(
    @Root() result: CustomerInformationResult,
    @Ctx() { load }: Context,
  ): Promise<CustomerInformation | null> {
    const { stationId, payload } = result.command();
    const key = { sql: `i.station_id || '|' || i.request_id`, type: 'text' } as const;
    return load.one(customerInformationNoun, key, `${stationId}|${payload.requestId}`);
  }
}

import { IsOptional, Length, Max, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, Int } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { asks, type Dialects, given, unsupported } from '../commands/dialects.js';
import { type StatusAnswer, statusAnswer } from '../commands/result.js';
import { failure } from '../server/errors.js';

@InputType({ description: 'New firmware for a station.' })
export class FirmwareInput {
  @Field({ description: 'URL that the station fetches it from.' })
  @Length(1, 2000)
  location!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The version it brings: compared with what the station tells at its next boot.',
  })
  @IsOptional()
  @Length(1, 100)
  version?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When to fetch it. Left out: now.' })
  retrieveAt?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When to install it. Left out: as soon as the station can. Not in plain OCPP 1.6.',
  })
  installAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'PEM of the certificate that signed it. Together with `signature` the update is a signed one (OCPP 1.6: SignedUpdateFirmware).',
  })
  signingCertificate?: string | null;

  @Field(() => String, { nullable: true, description: 'Signature of the firmware, base64.' })
  signature?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How often the station tries to fetch it before it gives up.',
  })
  @IsOptional()
  @Min(0)
  @Max(1000)
  retries?: number | null;

  @Field(() => Int, { nullable: true, description: 'Between two attempts, in seconds.' })
  @IsOptional()
  @Min(0)
  @Max(604_800)
  retryIntervalSeconds?: number | null;
}

export interface FirmwareWish extends FirmwareInput {
  requestId: number;
}

/** 1.6 §5.19. */
const plain16 = asks<FirmwareWish, V16.UpdateFirmwareRequest, V16.UpdateFirmwareResponse, StatusAnswer>(
  'UpdateFirmware',
  ({ location, retrieveAt, installAt, retries, retryIntervalSeconds }) => {
    if (installAt) unsupported('OCPP 1.6 has no time of installation for unsigned firmware');
    const retrieveDate = (retrieveAt ?? new Date()).toISOString();
    return { location, retrieveDate, ...given({ retries, retryInterval: retryIntervalSeconds }) };
  },
  // It has no words to refuse with.
  () => ({ status: null, accepted: true, statusInfo: null }),
);

/** 1.6 security extension §4.9. */
const signed16 = asks<
  FirmwareWish,
  V16.SignedUpdateFirmwareRequest,
  V16.SignedUpdateFirmwareResponse,
  StatusAnswer
>('SignedUpdateFirmware', requestOf, statusAnswer);

/** 2.x L01, L02. */
const update2 = asks<FirmwareWish, V2.UpdateFirmwareRequest, V2.UpdateFirmwareResponse, StatusAnswer>(
  'UpdateFirmware',
  requestOf,
  statusAnswer,
);

function requestOf(wish: FirmwareWish) {
  const { requestId, location, retries, retryIntervalSeconds, signature, signingCertificate } = wish;
  const firmware = {
    location,
    retrieveDateTime: (wish.retrieveAt ?? new Date()).toISOString(),
    ...given({ installDateTime: wish.installAt?.toISOString() }),
    ...given({ signingCertificate, signature }),
  };
  return {
    requestId,
    ...given({ retries, retryInterval: retryIntervalSeconds }),
    // What is signed has both; that there is no half of it is checked before.
    firmware: firmware as typeof firmware & { signingCertificate: string; signature: string },
  };
}

/** How to ask for it: with a signature and its certificate it is a signed update. */
export function firmwareDialects({
  signature,
  signingCertificate,
}: FirmwareInput): Dialects<FirmwareWish, StatusAnswer> {
  if (Boolean(signature) !== Boolean(signingCertificate))
    throw failure(
      'BAD_USER_INPUT',
      'signed firmware needs signature and signingCertificate, unsigned has neither',
    );
  return { v16: signature ? signed16 : plain16, v2: update2 };
}

import { Length } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { certificateText } from './certificate-text.js';
import {
  byInstalledCertificateId,
  type InstalledCertificate,
  installedCertificateNoun,
} from './installed-certificate.js';

const RootCertificateUse = words('RootCertificateUse', 'What a station shall trust a root certificate for.', {
  CSMS: 'That it speaks with us. 1.6: CentralSystemRootCertificate.',
  MANUFACTURER: 'Signed firmware. 1.6: ManufacturerRootCertificate.',
  V2G: 'Vehicles of ISO 15118 (2.x).',
  MOBILITY_OPERATOR: 'Contract certificates of ISO 15118 (2.x).',
  OEM: 'Provisioning certificates of vehicles (OCPP 2.1).',
});
type RootCertificateUse = keyof typeof RootCertificateUse;

const types16: Partial<Record<RootCertificateUse, V16.InstallCertificateRequest['certificateType']>> = {
  CSMS: 'CentralSystemRootCertificate',
  MANUFACTURER: 'ManufacturerRootCertificate',
};
const types201: Partial<Record<RootCertificateUse, V201.InstallCertificateRequest['certificateType']>> = {
  CSMS: 'CSMSRootCertificate',
  MANUFACTURER: 'ManufacturerRootCertificate',
  V2G: 'V2GRootCertificate',
  MOBILITY_OPERATOR: 'MORootCertificate',
};
const types21: Record<RootCertificateUse, V21.InstallCertificateRequest['certificateType']> = {
  CSMS: 'CSMSRootCertificate',
  MANUFACTURER: 'ManufacturerRootCertificate',
  V2G: 'V2GRootCertificate',
  MOBILITY_OPERATOR: 'MORootCertificate',
  OEM: 'OEMRootCertificate',
};

interface Installation {
  use: RootCertificateUse;
  certificate: string;
}

const known = <Type>(type: Type | undefined, use: RootCertificateUse): Type =>
  type ?? unsupported(`a station of this version knows no root certificate for ${use}`);

/** 1.6 security §5.8; 2.x M05. */
const install: Dialects<Installation, StatusAnswer> = {
  v16: asks<Installation, V16.InstallCertificateRequest, V16.InstallCertificateResponse, StatusAnswer>(
    'InstallCertificate',
    ({ use, certificate }) => ({ certificateType: known(types16[use], use), certificate }),
    statusAnswer,
  ),
  v2: asks<Installation, V201.InstallCertificateRequest, V201.InstallCertificateResponse, StatusAnswer>(
    'InstallCertificate',
    ({ use, certificate }) => ({ certificateType: known(types201[use], use), certificate }),
    statusAnswer,
  ),
  v21: asks<Installation, V21.InstallCertificateRequest, V21.InstallCertificateResponse, StatusAnswer>(
    'InstallCertificate',
    ({ use, certificate }) => ({ certificateType: types21[use], certificate }),
    statusAnswer,
  ),
};

/** 1.6 asks for one type a call (1.6 security §5.6), 2.x for all at once (M03). */
const inventory: Dialects<null, StatusAnswer> = {
  v16: {
    action: 'GetInstalledCertificateIds',
    calls: () =>
      Object.values(types16).map(
        (certificateType): V16.GetInstalledCertificateIdsRequest => ({ certificateType }),
      ),
    answer: (results: readonly { status?: string }[]) =>
      statusAnswer(results.find(({ status }) => status === 'Accepted') ?? results[0] ?? {}),
  },
  v2: asks<
    null,
    V201.GetInstalledCertificateIdsRequest,
    V201.GetInstalledCertificateIdsResponse,
    StatusAnswer
  >('GetInstalledCertificateIds', () => ({}), statusAnswer),
};

type Hash = Pick<InstalledCertificate, 'hashAlgorithm' | 'issuerNameHash' | 'issuerKeyHash' | 'serialNumber'>;
const deletion = ({
  hashAlgorithm,
  issuerNameHash,
  issuerKeyHash,
  serialNumber,
}: Hash): V16.DeleteCertificateRequest => ({
  certificateHashData: {
    hashAlgorithm: hashAlgorithm as 'SHA256',
    issuerNameHash,
    issuerKeyHash,
    serialNumber,
  },
});
const remove: Dialects<Hash, StatusAnswer> = {
  v16: asks<Hash, V16.DeleteCertificateRequest, V16.DeleteCertificateResponse, StatusAnswer>(
    'DeleteCertificate',
    deletion,
    statusAnswer,
  ),
  v2: asks<Hash, V201.DeleteCertificateRequest, V201.DeleteCertificateResponse, StatusAnswer>(
    'DeleteCertificate',
    deletion,
    statusAnswer,
  ),
};

const CertificateUse = words('CertificateUse', 'What a station’s own certificate is for.', {
  STATION: 'Its connection to us.',
  V2G: 'Vehicles of ISO 15118-2 (2.x).',
  V2G20: 'Vehicles of ISO 15118-20 (OCPP 2.1).',
});
type CertificateUse = keyof typeof CertificateUse;

const trigger16 = ({ use }: { use: CertificateUse }): V16.ExtendedTriggerMessageRequest =>
  use === 'STATION'
    ? { requestedMessage: 'SignChargePointCertificate' }
    : unsupported('a station that speaks OCPP 1.6 has one certificate of its own, for STATION');
const trigger201 = ({ use }: { use: CertificateUse }): V201.TriggerMessageRequest =>
  use === 'V2G20'
    ? unsupported('only a station that speaks OCPP 2.1 has a certificate for V2G20')
    : { requestedMessage: use === 'V2G' ? 'SignV2GCertificate' : 'SignChargingStationCertificate' };
const triggers21 = {
  STATION: 'SignChargingStationCertificate',
  V2G: 'SignV2GCertificate',
  V2G20: 'SignV2G20Certificate',
} as const;

/** 1.6 security A02; 2.x A02, F06. */
const renewal: Dialects<{ use: CertificateUse }, StatusAnswer> = {
  v16: asks('ExtendedTriggerMessage', trigger16, statusAnswer),
  v2: asks('TriggerMessage', trigger201, statusAnswer),
  v21: asks('TriggerMessage', ({ use }) => ({ requestedMessage: triggers21[use] }), statusAnswer),
};

@ArgsType()
class NewRoot {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => RootCertificateUse, { description: 'What it shall trust the certificate for.' })
  use!: RootCertificateUse;

  @Field({
    description:
      'The certificate, PEM, up to 10000 characters (OCPP 2.0.1 and 1.6: 5500); where another has issued it, that one’s behind it.',
  })
  @Length(1, 10_000)
  certificate!: string;
}

@Resolver()
export class CertificateMutationsResolver {
  @Mutation(() => StatusResult, {
    description:
      'Installs a root certificate on a station. BAD_USER_INPUT when it is no authority’s, or has expired.',
  })
  async installCertificate(
    @Args(() => NewRoot) { stationId, use, certificate }: NewRoot,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = { use, certificate: certificateText(certificate) };
    return new StatusResult(await ask(context, { stationId, dialects: install, wish, options }));
  }

  @Mutation(() => StatusResult, {
    description: 'Asks a station which certificates it has; `installedCertificates` then shows them.',
  })
  async refreshInstalledCertificates(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    return new StatusResult(await ask(context, { stationId, dialects: inventory, wish: null, options }));
  }

  @Mutation(() => StatusResult, { description: 'Deletes a certificate from the station that has it.' })
  async deleteCertificate(
    @Arg('id', () => ID, { description: 'The installed certificate.' }) id: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const found = /^\d{1,18}$/.test(id)
      ? await context.load.one(installedCertificateNoun, byInstalledCertificateId, id)
      : null;
    if (!found) throw failure('NOT_FOUND', `there is no installed certificate ${id}`);
    const { stationId } = found;
    return new StatusResult(await ask(context, { stationId, dialects: remove, wish: found, options }));
  }

  @Mutation(() => StatusResult, {
    description:
      'Asks a station for a request for a new certificate of its own; what follows goes by itself.',
  })
  async triggerCertificateRenewal(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('use', () => CertificateUse, {
      defaultValue: 'STATION',
      description: 'What the certificate is for.',
    })
    use: CertificateUse,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    return new StatusResult(await ask(context, { stationId, dialects: renewal, wish: { use }, options }));
  }
}

import type { CertificateUseEnumType } from 'typed-ocpp/dist/ocpp16/types.js';
import { install, keepSigned, remove } from '../certificate-orders.js';
import type { Dialect } from './dialect.js';
import { asking, type Commands, reply, type Words16 } from './words.js';

const ask = asking<Words16>();

const uses = {
  CentralSystemRootCertificate: 'CSMSRootCertificate',
  ManufacturerRootCertificate: 'ManufacturerRootCertificate',
} as const satisfies Record<CertificateUseEnumType, string>;

/** Certificates in the words of the security extension (1.6 security §5). */
export const certificates16: Commands<Words16> = {
  CertificateSigned: ({ certificateChain: chain }, station) =>
    reply(keepSigned(station, { use: 'ChargingStationCertificate', chain })),
  InstallCertificate: ({ certificateType, certificate }, station) =>
    reply(install(station, uses[certificateType], certificate)),
  GetInstalledCertificateIds: ({ certificateType }, { trust }) => {
    const found = trust.list([uses[certificateType]]);
    if (found.length === 0) return { answer: { status: 'NotFound' } };
    return { answer: { status: 'Accepted', certificateHashData: found.map(({ hash }) => hash) } };
  },
  DeleteCertificate: ({ certificateHashData }, station) => ({
    answer: { status: remove(station, certificateHashData) },
  }),
};

export const certificateQuestions16: Pick<Dialect, 'certificateRequest' | 'certificateUnfit'> = {
  certificateRequest: ({ csr }) =>
    ask(
      'SignCertificate',
      () => ({ csr }),
      ({ status }) => status === 'Accepted',
    ),
  certificateUnfit: (techInfo) =>
    ask(
      'SecurityEventNotification',
      () => ({ type: 'InvalidChargePointCertificate', timestamp: new Date().toISOString(), techInfo }),
      () => undefined,
    ),
};

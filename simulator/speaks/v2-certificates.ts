import type { CertificateHashDataChainType } from 'typed-ocpp/dist/ocpp21/types.js';
import { install, keepSigned, remove } from '../certificate-orders.js';
import type { Station } from '../station.js';
import type { Dialect } from './dialect.js';
import { asking, type Commands, reply, type Words2 } from './words.js';

const ask = asking<Words2>();

/** What was wrong, beside the status. */
const explained = (problem: string | undefined) =>
  problem ? { statusInfo: { reasonCode: 'InvalidCertificate', additionalInfo: problem } } : {};

/** Its chains for vehicles; that for the CSMS is not among what can be asked for. */
const ownChains = ({ certificates }: Station): CertificateHashDataChainType[] =>
  certificates.chains().flatMap(({ use, hashes: [hash, ...above] }) =>
    use === 'ChargingStationCertificate' || !hash
      ? []
      : {
          certificateType: 'V2GCertificateChain' as const,
          certificateHashData: hash,
          ...(above.length > 0 ? { childCertificateHashData: above } : {}),
        },
  );

/** Certificates of 2.x (A02, A03, M03 to M05). */
export const certificates2: Commands<Words2> = {
  CertificateSigned: ({ certificateChain: chain, certificateType, requestId }, station) => {
    const use = certificateType ?? 'ChargingStationCertificate';
    const { problem, ...done } = keepSigned(station, { use, chain, requestId });
    const { answer, after } = reply(done);
    return { answer: { ...answer, ...explained(problem) }, ...(after ? { after } : {}) };
  },
  InstallCertificate: ({ certificateType, certificate }, station) => {
    const { status, problem } = install(station, certificateType, certificate);
    return { answer: { status, ...explained(problem) } };
  },
  GetInstalledCertificateIds: ({ certificateType: types }, station) => {
    const roots = station.trust
      .list(types)
      .map(({ use, hash }) => ({ certificateType: use, certificateHashData: hash }));
    const chains = (types?.includes('V2GCertificateChain') ?? true) ? ownChains(station) : [];
    const found = [...roots, ...chains];
    if (found.length === 0) return { answer: { status: 'NotFound' } };
    return { answer: { status: 'Accepted', certificateHashDataChain: found } };
  },
  DeleteCertificate: ({ certificateHashData }, station) => ({
    answer: { status: remove(station, certificateHashData) },
  }),
};

/** 2.1 numbers its requests, 2.0.1 does not. */
export const certificateQuestions2 = (
  numbered: boolean,
): Pick<Dialect, 'certificateRequest' | 'certificateUnfit'> => ({
  certificateRequest: ({ use, csr, requestId }) =>
    ask(
      'SignCertificate',
      () => ({ csr, certificateType: use, ...(numbered ? { requestId } : {}) }),
      ({ status }) => status === 'Accepted',
    ),
  certificateUnfit: (techInfo) =>
    ask(
      'SecurityEventNotification',
      () => ({ type: 'InvalidChargingStationCertificate', timestamp: new Date().toISOString(), techInfo }),
      () => undefined,
    ),
});

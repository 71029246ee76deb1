import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type { Consulting } from '../action.js';
import { validateContract } from '../security/authorities.js';
import { contractRoots } from '../security/contracts.js';

export type CertificateStatus = V201.AuthorizeCertificateStatusEnumType;

/** What a vehicle shows of its contract certificate (ISO 15118 Plug & Charge). */
export interface ShownCertificate {
  /** The certificates of its chain, to be looked up by OCSP. */
  hashes: V201.OCSPRequestDataType[];
  /** PEM, where the station leaves the check of the chain to us; undefined else. */
  chain: string | undefined;
}

/** Undefined where no certificate is shown. */
export const shownCertificate = ({
  certificate,
  iso15118CertificateHashData,
}: V201.AuthorizeRequest): ShownCertificate | null =>
  certificate === undefined && iso15118CertificateHashData === undefined
    ? null
    : { hashes: iso15118CertificateHashData ?? [], chain: certificate };

/**
 * Whether the certificates are good (C07): by what their responders say, and where the station leaves the check to us by
 * the roots of contracts that are known here. A contract is never let in unseen.
 */
export const judgeCertificate = (
  { hashes, chain }: ShownCertificate,
  consulting: Consulting,
): Promise<CertificateStatus> =>
  validateContract({ certificate: chain, hashes }, contractRoots(consulting.settings), consulting);

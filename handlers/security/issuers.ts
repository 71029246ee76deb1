import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { isIssuerOf } from '../../ocpp/certificate-hash.js';
import * as x509 from '../../ocpp/x509.js';
import type { Settings } from '../../platform/settings.js';
import { isCheckable, isSignedFor, type OcspAnswer } from './ocsp.js';
import { trustedRoots } from './trusted-roots.js';

/** Authorities whose certificates we have from our own settings. */
export const knownIssuers = (settings: Settings): X509Certificate[] => [
  ...trustedRoots(settings, 'V2G_ROOT_FILE'),
  ...trustedRoots(settings, 'CLIENT_CA_FILE'),
];

/**
 * Who issued a certificate that is known by its hashes only. They name the issuer's key, so whoever brings the issuer's
 * certificate, what is signed by that key is signed by the issuer.
 */
export const issuerAmong = (
  certificate: CertificateHash,
  known: readonly X509Certificate[],
): X509Certificate | undefined =>
  known.find((each) => isIssuerOf(new x509.X509Certificate(each.raw), certificate));

/** Unknown: nobody can tell, as the issuer's certificate is neither here nor in the answer, or its kind of signature is not known. */
export function signatureOf(
  answer: OcspAnswer,
  certificate: CertificateHash,
  known: readonly X509Certificate[],
): 'right' | 'wrong' | 'unknown' {
  if (!isCheckable(answer)) return 'unknown';
  const sent = (answer.basic.certs ?? []).map(
    (each) => new X509Certificate(Buffer.from(AsnConvert.serialize(each))),
  );
  const issuer = issuerAmong(certificate, [...known, ...sent]);
  if (!issuer) return 'unknown';
  return isSignedFor(answer, issuer) ? 'right' : 'wrong';
}

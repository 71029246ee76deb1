import { createHash } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type * as x509 from './x509.js';

const algorithms = { SHA256: 'sha256', SHA384: 'sha384', SHA512: 'sha512' } as const;
export type HashAlgorithm = keyof typeof algorithms;

// A station dealt with leniently may name another algorithm: it fits nothing then, and harms nothing.
const digest = (bytes: ArrayBuffer, hashAlgorithm: HashAlgorithm): string =>
  createHash(algorithms[hashAlgorithm] ?? 'sha256')
    .update(Buffer.from(bytes))
    .digest('hex');

/** What names a certificate without showing it (2.x CertificateHashDataType). */
export interface CertificateHash {
  hashAlgorithm: HashAlgorithm;
  issuerNameHash: string;
  issuerKeyHash: string;
  serialNumber: string;
}

/** SHA256 where nobody asks for another. */
export function hashOf(
  certificate: x509.X509Certificate,
  issuer: x509.X509Certificate,
  hashAlgorithm: HashAlgorithm = 'SHA256',
): CertificateHash {
  return {
    hashAlgorithm,
    issuerNameHash: digest(certificate.issuerName.toArrayBuffer(), hashAlgorithm),
    issuerKeyHash: digest(keyBits(issuer), hashAlgorithm),
    serialNumber: plainSerial(certificate.serialNumber),
  };
}

/** The public key as its bit string holds it, without algorithm, tag and length (RFC 6960 §4.1.1). */
export const keyBits = ({ publicKey }: x509.X509Certificate): ArrayBuffer =>
  AsnConvert.parse(publicKey.rawData, SubjectPublicKeyInfo).subjectPublicKey;

/** Whether a certificate is that of the issuer whom these hashes name. */
export const isIssuerOf = (
  issuer: x509.X509Certificate,
  { hashAlgorithm, issuerNameHash, issuerKeyHash }: CertificateHash,
): boolean =>
  digest(issuer.subjectName.toArrayBuffer(), hashAlgorithm) === issuerNameHash.toLowerCase() &&
  digest(keyBits(issuer), hashAlgorithm) === issuerKeyHash.toLowerCase();

/** Without leading zeros, as OCPP writes it; 0 stays. */
export const plainSerial = (hex: string): string => hex.toLowerCase().replace(/^0+(?=.)/, '');

/** Whether two name the same, however they write it. */
export const isSameHash = (one: CertificateHash, other: CertificateHash): boolean =>
  one.hashAlgorithm === other.hashAlgorithm &&
  one.issuerNameHash.toLowerCase() === other.issuerNameHash.toLowerCase() &&
  one.issuerKeyHash.toLowerCase() === other.issuerKeyHash.toLowerCase() &&
  plainSerial(one.serialNumber) === plainSerial(other.serialNumber);

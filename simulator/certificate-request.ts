import { webcrypto } from 'node:crypto';
import * as x509 from '../ocpp/x509.js';

const { subtle } = webcrypto;

/** The curves of keys, and what they sign with. */
const hashes = { 'P-256': 'SHA-256', 'P-521': 'SHA-512' } as const;
export type Curve = keyof typeof hashes;

/** A new private key and the request to certify it; both PEM. */
export interface CertificateRequest {
  key: string;
  csr: string;
}

export async function makeRequest(
  subject: { commonName: string; organization: string },
  curve: Curve,
): Promise<CertificateRequest> {
  const algorithm = { name: 'ECDSA', namedCurve: curve, hash: hashes[curve] };
  const keys = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [subject.commonName] }, { O: [subject.organization] }],
    keys,
    signingAlgorithm: algorithm,
  });
  return { key: await pemOf(keys), csr: csr.toString('pem') };
}

const pemOf = async ({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> =>
  x509.PemConverter.encode(await subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY');

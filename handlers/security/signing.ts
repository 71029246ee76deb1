import { createHash, webcrypto } from 'node:crypto';
import * as x509 from '../../ocpp/x509.js';
import type { Settings } from '../../platform/settings.js';
import { type Authority, type IssuingRole, newSerial } from './certificate-authority.js';
import { CsrProblem } from './csr.js';

/** A certificate made from a request, as it is kept and sent. */
export interface NewCertificate {
  authorityId: string | null;
  serialNumber: string;
  fingerprint: string;
  subject: string;
  /** PEM, leaf first, without the root. */
  certificateChain: string;
  notBefore: Date;
  notAfter: Date;
}

export const roleOf: Record<string, IssuingRole> = {
  ChargingStationCertificate: 'STATION',
  V2GCertificate: 'V2G',
  V2G20Certificate: 'V2G20',
};

const { digitalSignature, keyAgreement, keyEncipherment } = x509.KeyUsageFlags;
const clientAuth = '1.3.6.1.5.5.7.3.2';
const serverAuth = '1.3.6.1.5.5.7.3.1';
const dayMs = 86_400_000;

/**
 * Signs a request that was checked. Of the request only its key is taken over, and for ISO 15118 its subject: the name of
 * a station's certificate is the identity it has with us, whatever else it would like to be called.
 */
export async function sign(
  csr: x509.Pkcs10CertificateRequest,
  {
    authority,
    role,
    station,
    settings,
  }: { authority: Authority; role: IssuingRole; station: string; settings: Settings },
): Promise<NewCertificate> {
  const issuer = authority.certificate;
  const notBefore = new Date(Date.now() - 3_600_000);
  // Nothing outlives its issuer.
  const notAfter = new Date(
    Math.min(Date.now() + settings.CERTIFICATE_DAYS * dayMs, issuer.notAfter.getTime()),
  );
  if (notAfter <= new Date()) throw new CsrProblem('the certificate authority itself has expired');
  const serialNumber = newSerial();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: role === 'STATION' ? [{ O: [settings.CA_ORGANIZATION] }, { CN: [station] }] : csr.subjectName,
    issuer: issuer.subjectName,
    notBefore,
    notAfter,
    publicKey: csr.publicKey,
    signingKey: authority.key,
    signingAlgorithm: signingAlgorithm(authority.key),
    extensions: await extensionsOf(csr, { authority, role, settings }),
  });
  return {
    authorityId: authority.id,
    serialNumber,
    fingerprint: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
    subject: certificate.subject,
    certificateChain: [certificate, issuer, ...authority.above]
      .filter((each) => each === certificate || each.subject !== each.issuer)
      .map((each) => each.toString('pem').trim())
      .join('\n'),
    notBefore,
    notAfter,
  };
}

async function extensionsOf(
  csr: x509.Pkcs10CertificateRequest,
  { authority, role, settings }: { authority: Authority; role: IssuingRole; settings: Settings },
): Promise<x509.Extension[]> {
  const isRsa = csr.publicKey.algorithm.name.startsWith('RSA');
  const list =
    settings.CRL_URL && authority.id && `${settings.CRL_URL.replace(/\/$/, '')}/crl/${authority.id}.crl`;
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(digitalSignature | (isRsa ? keyEncipherment : keyAgreement), true),
    // A vehicle's end of ISO 15118 takes the station for a server, we take it for a client.
    new x509.ExtendedKeyUsageExtension([role === 'STATION' ? clientAuth : serverAuth]),
    await x509.SubjectKeyIdentifierExtension.create(csr.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ...(list ? [new x509.CRLDistributionPointsExtension([list])] : []),
  ];
}

/** By which an authority's key signs. */
export function signingAlgorithm({ algorithm }: webcrypto.CryptoKey): { name: string; hash: string } {
  const curve = (algorithm as { namedCurve?: string }).namedCurve;
  return {
    name: algorithm.name,
    hash: curve === 'P-521' ? 'SHA-512' : curve === 'P-384' ? 'SHA-384' : 'SHA-256',
  };
}

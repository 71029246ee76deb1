import { createHash, type X509Certificate } from 'node:crypto';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { plainSerial } from '../../ocpp/certificate-hash.js';
import * as x509 from '../../ocpp/x509.js';
import { askOutside } from '../../platform/outbound.js';
import { type Asking, times, until, usualMs } from './asking.js';
import { issuerAmong } from './issuers.js';
import { Remembered } from './remembered.js';
import type { Revocation } from './revocation.js';

const mostBytes = 10_000_000;
const lists = new Remembered<x509.X509Crl>(200, times);

/** What the list at an address says of a certificate. Throws where it says nothing that could be believed. */
export async function askList(
  certificate: CertificateHash,
  url: string,
  { settings, signal }: Asking,
  issuers: readonly X509Certificate[],
): Promise<Revocation> {
  const check = async (list: x509.X509Crl): Promise<void> => {
    const issuer = issuerAmong(certificate, issuers);
    if (!issuer) throw new Error('the list can’t be checked: its issuer is not known here');
    const { publicKey } = new x509.X509Certificate(issuer.raw);
    if (!(await list.verify({ publicKey }))) throw new Error('the list is not signed by the issuer');
  };
  const list = await lists.get(url, signal, async (time) => {
    const der = await askOutside(url, {
      signal: time,
      maxBytes: mostBytes,
      allowPrivate: settings.OUTBOUND_PRIVATE,
    });
    const value = new x509.X509Crl(der);
    // A forgery is not told on for as long as it says.
    if (isOf(value, certificate) && issuerAmong(certificate, issuers)) await check(value);
    return { value, until: until(value.nextUpdate) };
  });
  const nextUpdate = list.nextUpdate ?? new Date(Date.now() + usualMs);
  if (list.nextUpdate && list.nextUpdate.getTime() < Date.now()) throw new Error('the list is out of date');
  if (!isOf(list, certificate)) return { status: 'Unknown', nextUpdate };
  await check(list);
  const serial = plainSerial(certificate.serialNumber);
  const listed = list.entries.some(({ serialNumber }) => plainSerial(serialNumber) === serial);
  return { status: listed ? 'Revoked' : 'Good', nextUpdate };
}

/** Whether a list is that of the issuer of a certificate. */
function isOf(list: x509.X509Crl, { hashAlgorithm, issuerNameHash }: CertificateHash): boolean {
  const name = Buffer.from(list.issuerName.toArrayBuffer());
  return createHash(hashAlgorithm.toLowerCase()).update(name).digest('hex') === issuerNameHash.toLowerCase();
}

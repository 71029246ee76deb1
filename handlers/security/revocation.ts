import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { hashOf } from '../../ocpp/certificate-hash.js';
import * as x509 from '../../ocpp/x509.js';
import { log, reason } from '../../platform/log.js';
import { type Asking, failedMs, usualMs } from './asking.js';
import { askList } from './foreign-lists.js';
import { askBelievable } from './responders.js';

export interface Revocation {
  status: 'Good' | 'Revoked' | 'Unknown' | 'Failed';
  nextUpdate: Date;
}

/**
 * Whether a certificate that is known by its hashes is revoked, by the first of the URLs that says so or no.
 *
 * @param issuers by whose keys what is said can be checked; what can't be counts as no answer
 */
export async function askRevocation(
  certificate: CertificateHash,
  { source, urls, issuers }: { source: 'CRL' | 'OCSP'; urls: string[]; issuers: readonly X509Certificate[] },
  asking: Asking,
): Promise<Revocation> {
  for (const url of urls.slice(0, 4))
    try {
      if (source === 'CRL') return await askList(certificate, url, asking, issuers);
      const { status, nextUpdate } = await askBelievable(certificate, url, asking, issuers);
      return { status, nextUpdate: nextUpdate ?? new Date(Date.now() + usualMs) };
    } catch (error) {
      log.info({ source, reason: reason(error) }, 'nobody could be asked whether a certificate is revoked');
    }
  return { status: 'Failed', nextUpdate: new Date(Date.now() + failedMs) };
}

/** Asks whom a certificate itself names. None: it names nobody. What is signed by somebody else counts as no answer. */
export async function revocationOf(
  certificate: X509Certificate,
  by: X509Certificate,
  asking: Asking,
): Promise<Revocation['status'] | 'None'> {
  const [one, issuer] = [new x509.X509Certificate(certificate.raw), new x509.X509Certificate(by.raw)];
  const hash = hashOf(one, issuer);
  const { responders, listsAt } = sourcesOf(one);
  if (responders.length + listsAt.length === 0) return 'None';
  for (const url of responders)
    try {
      const { status } = await askBelievable(hash, url, asking, [by]);
      if (status !== 'Unknown') return status;
    } catch (error) {
      log.info({ reason: reason(error) }, 'an OCSP responder has no answer');
    }
  for (const url of listsAt)
    try {
      const { status } = await askList(hash, url, asking, [by]);
      if (status !== 'Unknown') return status;
    } catch (error) {
      log.info({ reason: reason(error) }, 'a revocation list can’t be used');
    }
  return 'Failed';
}

function sourcesOf(certificate: x509.X509Certificate): { responders: string[]; listsAt: string[] } {
  const urls = (names: x509.GeneralName[]) =>
    names.filter(({ type, value }) => type === 'url' && /^https?:/i.test(value)).map(({ value }) => value);
  const access = certificate.getExtension(x509.AuthorityInfoAccessExtension);
  const points = certificate.getExtension(x509.CRLDistributionPointsExtension)?.distributionPoints ?? [];
  const names = points.flatMap(({ distributionPoint }) => distributionPoint?.fullName ?? []);
  return {
    responders: urls(access?.ocsp ?? []),
    listsAt: urls(names.map((name) => new x509.GeneralName(AsnConvert.serialize(name)))),
  };
}

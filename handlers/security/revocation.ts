import type { X509Certificate } from 'node:crypto';
import { createHash } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { hashOf, plainSerial } from '../../ocpp/certificate-hash.js';
import * as x509 from '../../ocpp/x509.js';
import { log, reason } from '../../platform/log.js';
import { askOutside } from '../../platform/outbound.js';
import type { Settings } from '../../platform/settings.js';
import { isSignedFor, type OcspAnswer, ocspRequest, readOcsp } from './ocsp.js';
import { Remembered } from './remembered.js';

/** Asking others takes settings and an end. */
export interface Asking {
  settings: Settings;
  signal: AbortSignal;
}

export interface Revocation {
  status: 'Good' | 'Revoked' | 'Unknown' | 'Failed';
  nextUpdate: Date;
}

const mostOcspBytes = 100_000;
const mostCrlBytes = 10_000_000;
/** So long at most is told on what somebody said, and so long where they did not say until when. */
const longestMs = 86_400_000;
const usualMs = 300_000;
/** One that did not answer is left alone for a moment, whoever asks. */
const failedMs = 15_000;

const responses = new Remembered<OcspAnswer>(10_000, failedMs);
const lists = new Remembered<x509.X509Crl>(200, failedMs);

const until = (nextUpdate: Date | undefined): number =>
  nextUpdate
    ? Math.min(Date.now() + longestMs, Math.max(nextUpdate.getTime(), Date.now() + failedMs))
    : Date.now() + usualMs;

/** A responder's answer; throws where it has none that could be used. */
export function askResponder(
  certificate: CertificateHash,
  url: string,
  { settings, signal }: Asking,
): Promise<OcspAnswer> {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = certificate;
  const key = JSON.stringify([url, hashAlgorithm, issuerNameHash, issuerKeyHash, plainSerial(serialNumber)]);
  return responses.get(key, async () => {
    const der = await askOutside(url, {
      ...{ method: 'POST', body: ocspRequest(certificate), signal, maxBytes: mostOcspBytes },
      headers: { 'Content-Type': 'application/ocsp-request', Accept: 'application/ocsp-response' },
      allowPrivate: settings.OUTBOUND_PRIVATE,
    });
    const answer = readOcsp(der, certificate);
    return { value: answer, until: until(answer.nextUpdate) };
  });
}

/** Whether a certificate is revoked, by the first of the URLs that says so or no. */
export async function askRevocation(
  certificate: CertificateHash,
  { source, urls }: { source: 'CRL' | 'OCSP'; urls: string[] },
  asking: Asking,
): Promise<Revocation> {
  for (const url of urls.slice(0, 4))
    try {
      if (source === 'CRL') return await askList(certificate, url, asking);
      const { status, nextUpdate } = await askResponder(certificate, url, asking);
      return { status, nextUpdate: nextUpdate ?? new Date(Date.now() + usualMs) };
    } catch (error) {
      log.info({ source, reason: reason(error) }, 'nobody could be asked whether a certificate is revoked');
    }
  return { status: 'Failed', nextUpdate: new Date(Date.now() + failedMs) };
}

async function askList(
  certificate: CertificateHash,
  url: string,
  { settings, signal }: Asking,
  issuer?: x509.X509Certificate,
): Promise<Revocation> {
  const list = await lists.get(url, async () => {
    const der = await askOutside(url, {
      signal,
      maxBytes: mostCrlBytes,
      allowPrivate: settings.OUTBOUND_PRIVATE,
    });
    const value = new x509.X509Crl(der);
    return { value, until: until(value.nextUpdate) };
  });
  const nextUpdate = list.nextUpdate ?? new Date(Date.now() + usualMs);
  if (list.nextUpdate && list.nextUpdate.getTime() < Date.now()) throw new Error('the list is out of date');
  if (issuer && !(await list.verify({ publicKey: issuer.publicKey })))
    throw new Error('the list is not signed by the issuer');
  if (!isOf(list, certificate)) return { status: 'Unknown', nextUpdate };
  const serial = plainSerial(certificate.serialNumber);
  const listed = list.entries.some(({ serialNumber }) => plainSerial(serialNumber) === serial);
  return { status: listed ? 'Revoked' : 'Good', nextUpdate };
}

/** Whether a list is that of the issuer of a certificate. */
function isOf(list: x509.X509Crl, { hashAlgorithm, issuerNameHash }: CertificateHash): boolean {
  const name = Buffer.from(list.issuerName.toArrayBuffer());
  return createHash(hashAlgorithm.toLowerCase()).update(name).digest('hex') === issuerNameHash.toLowerCase();
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
      const answer = await askResponder(hash, url, asking);
      if (isSignedFor(answer, by) && answer.status !== 'Unknown') return answer.status;
    } catch (error) {
      log.info({ reason: reason(error) }, 'an OCSP responder has no answer');
    }
  for (const url of listsAt)
    try {
      const { status } = await askList(hash, url, asking, issuer);
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

import type { X509Certificate } from 'node:crypto';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { plainSerial } from '../../ocpp/certificate-hash.js';
import { askOutside } from '../../platform/outbound.js';
import { type Asking, times, until } from './asking.js';
import { signatureOf } from './issuers.js';
import { type OcspAnswer, OcspError, ocspRequest, readOcsp } from './ocsp.js';
import { Remembered } from './remembered.js';

const mostBytes = 100_000;
const responses = new Remembered<OcspAnswer>(10_000, times);

/** A responder's answer; throws where it has none that could be used, or others than the issuer signed it. */
export async function askResponder(
  certificate: CertificateHash,
  url: string,
  { settings, signal }: Asking,
  issuers: readonly X509Certificate[],
): Promise<OcspAnswer> {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = certificate;
  const key = JSON.stringify([url, hashAlgorithm, issuerNameHash, issuerKeyHash, plainSerial(serialNumber)]);
  // Within the question as well: a forgery is not told on for as long as it says.
  const checked = (answer: OcspAnswer): OcspAnswer => {
    if (signatureOf(answer, certificate, issuers) !== 'wrong') return answer;
    throw new OcspError('the response is not signed by the issuer, nor for it');
  };
  const answer = await responses.get(key, signal, async (time) => {
    const der = await askOutside(url, {
      ...{ method: 'POST', body: ocspRequest(certificate), signal: time, maxBytes: mostBytes },
      headers: { 'Content-Type': 'application/ocsp-request', Accept: 'application/ocsp-response' },
      allowPrivate: settings.OUTBOUND_PRIVATE,
    });
    const value = checked(readOcsp(der, certificate));
    return { value, until: until(value.nextUpdate) };
  });
  return checked(answer);
}

/** The same, where we have to believe it ourselves: throws where nobody can tell who signed it. */
export async function askBelievable(
  certificate: CertificateHash,
  url: string,
  asking: Asking,
  issuers: readonly X509Certificate[],
): Promise<OcspAnswer> {
  const answer = await askResponder(certificate, url, asking, issuers);
  if (signatureOf(answer, certificate, issuers) === 'right') return answer;
  throw new OcspError('the response can’t be checked: its issuer is not known here');
}

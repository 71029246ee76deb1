import { verify, X509Certificate } from 'node:crypto';
import {
  BasicOCSPResponse,
  CertID,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  Request,
  type SingleResponse,
  TBSRequest,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { plainSerial } from '../../ocpp/certificate-hash.js';

/** What a responder says of one certificate. */
export interface OcspAnswer {
  status: 'Good' | 'Revoked' | 'Unknown';
  /** Until when it may be told on. */
  nextUpdate: Date | undefined;
  /** The whole response, DER. */
  der: Buffer;
  basic: BasicOCSPResponse;
}

/** A responder said nothing that could be used. */
export class OcspError extends Error {}

const hashOids: Record<string, string> = {
  SHA256: '2.16.840.1.101.3.4.2.1',
  SHA384: '2.16.840.1.101.3.4.2.2',
  SHA512: '2.16.840.1.101.3.4.2.3',
};
/** Clocks differ by so much. */
const toleranceMs = 300_000;
/** One that names no next update says that newer ones are always to be had: an old one is somebody's recording. */
const withoutEndMs = 3_600_000;

const hex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));

function certIdOf({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }: CertificateHash): CertID {
  const serial = hex(plainSerial(serialNumber));
  // An INTEGER: one whose first bit is set would be negative without a zero before it.
  const positive = (serial[0] ?? 0) >= 0x80 ? Uint8Array.from([0, ...serial]) : serial;
  return new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: hashOids[hashAlgorithm] ?? '', parameters: null }),
    issuerNameHash: new OctetString(hex(issuerNameHash)),
    issuerKeyHash: new OctetString(hex(issuerKeyHash)),
    serialNumber: positive.buffer,
  });
}

/** A request for the status of one certificate, DER (RFC 6960 §4.1). */
export function ocspRequest(certificate: CertificateHash): Buffer {
  const isHex = (text: string) => /^[0-9a-f]+$/i.test(text);
  const { issuerNameHash, issuerKeyHash, serialNumber } = certificate;
  if (![issuerNameHash, issuerKeyHash, serialNumber].every(isHex))
    throw new OcspError('its hashes are no hexadecimal digits');
  const request = new OCSPRequest({
    tbsRequest: new TBSRequest({ requestList: [new Request({ reqCert: certIdOf(certificate) })] }),
  });
  return Buffer.from(AsnConvert.serialize(request));
}

/** Reads a response about this certificate. Throws OcspError for one that is no answer to that, or out of its time. */
export function readOcsp(der: Buffer, certificate: CertificateHash, now = new Date()): OcspAnswer {
  const basic = basicOf(der);
  const single = basic.tbsResponseData.responses.find((each) => isAbout(each, certificate));
  if (!single) throw new OcspError('the response is about another certificate');
  if (single.thisUpdate.getTime() > now.getTime() + toleranceMs)
    throw new OcspError('the response lies in the future');
  const end = single.nextUpdate?.getTime() ?? single.thisUpdate.getTime() + withoutEndMs;
  if (end < now.getTime() - toleranceMs) throw new OcspError('the response is out of date');
  const { good, revoked } = single.certStatus;
  const status = revoked ? 'Revoked' : good === undefined ? 'Unknown' : 'Good';
  return { status, nextUpdate: single.nextUpdate, der, basic };
}

function basicOf(der: Buffer): BasicOCSPResponse {
  let response: OCSPResponse;
  try {
    response = AsnConvert.parse(der, OCSPResponse);
  } catch {
    throw new OcspError('what came is no OCSP response');
  }
  if (response.responseStatus !== OCSPResponseStatus.successful || !response.responseBytes)
    throw new OcspError(`the responder says ${OCSPResponseStatus[response.responseStatus] ?? 'no'}`);
  try {
    return AsnConvert.parse(response.responseBytes.response.buffer, BasicOCSPResponse);
  } catch {
    throw new OcspError('the response holds nothing that is known');
  }
}

function isAbout({ certID }: SingleResponse, { issuerKeyHash, serialNumber }: CertificateHash): boolean {
  const text = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex');
  return (
    plainSerial(text(certID.serialNumber)) === plainSerial(serialNumber) &&
    text(certID.issuerKeyHash.buffer) === issuerKeyHash.toLowerCase()
  );
}

/** By the signature's algorithm; null where it hashes by itself (Ed25519, Ed448: ISO 15118-20). */
const digests: Record<string, string | null> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
  '1.3.101.113': null,
};
const ocspSigning = '1.3.6.1.5.5.7.3.9';

/** Whether its signature is of a kind that can be checked here. */
export const isCheckable = ({ basic }: OcspAnswer): boolean =>
  Object.hasOwn(digests, basic.signatureAlgorithm.algorithm);

/** Whether it was signed by the issuer, or by somebody whom the issuer has let sign (RFC 6960 §4.2.2.2). */
export function isSignedFor({ basic }: OcspAnswer, issuer: X509Certificate, now = new Date()): boolean {
  const digest = digests[basic.signatureAlgorithm.algorithm];
  if (digest === undefined || !basic.tbsResponseDataRaw) return false;
  const delegates = (basic.certs ?? [])
    .map((each) => new X509Certificate(Buffer.from(AsnConvert.serialize(each))))
    .filter(
      (each) =>
        each.keyUsage?.includes(ocspSigning) &&
        each.checkIssued(issuer) &&
        each.verify(issuer.publicKey) &&
        each.validFromDate <= now &&
        now <= each.validToDate,
    );
  const [signed, signature] = [Buffer.from(basic.tbsResponseDataRaw), Buffer.from(basic.signature)];
  return [issuer, ...delegates].some(({ publicKey }) => verify(digest, signed, publicKey, signature));
}

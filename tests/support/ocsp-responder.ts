import { webcrypto } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  BasicOCSPResponse,
  CertStatus,
  KeyHash,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import * as x509 from '../../ocpp/x509.js';
import type { Made } from './certificates.js';

export type Behaviour =
  | 'good'
  | 'revoked'
  | 'unknown'
  | 'slow'
  | 'garbage'
  | 'stale'
  | 'recorded'
  | 'tryLater'
  | 'huge'
  | 'elsewhere';

export interface Responder {
  url: string;
  behaviour: Behaviour;
  /** Who signs, and what it sends along. */
  signer: Made;
  certs: Made[];
  /** What it says of the kind of its signature: an OID. */
  algorithm: string;
  /** Requests so far. */
  readonly asked: number;
  close(): Promise<void>;
}

const hour = 3_600_000;
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

/** A responder of OCSP by HTTP that answers whatever it is asked about, as it is told to behave. */
export async function openResponder(signer: Made): Promise<Responder> {
  let asked = 0;
  const held = new Set<NodeJS.Timeout>();
  const server = createServer(async (request, response) => {
    asked++;
    const { behaviour } = responder;
    if (behaviour === 'slow') return void held.add(setTimeout(() => response.end(), 30_000));
    if (behaviour === 'elsewhere') return response.writeHead(302, { Location: responder.url }).end();
    if (behaviour === 'garbage') return response.end('<html>not an OCSP response</html>');
    if (behaviour === 'huge') return response.end(Buffer.alloc(1_000_000));
    response.writeHead(200, { 'Content-Type': 'application/ocsp-response' });
    response.end(await answer(await bodyOf(request), responder));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const responder: Responder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocsp`,
    ...{ behaviour: 'good', signer, certs: [], algorithm: ecdsaWithSha256 },
    get asked() {
      return asked;
    },
    async close() {
      for (const timer of held) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return responder;
}

async function answer(body: Buffer, { behaviour, signer, certs, algorithm }: Responder): Promise<Buffer> {
  if (behaviour === 'tryLater') return der(new OCSPResponse({ responseStatus: OCSPResponseStatus.tryLater }));
  const request = AsnConvert.parse(body, OCSPRequest);
  const age = behaviour === 'stale' || behaviour === 'recorded' ? -48 * hour : 0;
  const tbsResponseData = new ResponseData({
    responderID: new ResponderID({ byKey: new KeyHash(new Uint8Array(20)) }),
    producedAt: new Date(Date.now() + age),
    responses: request.tbsRequest.requestList.map(
      ({ reqCert }) =>
        new SingleResponse({
          certID: reqCert,
          certStatus: statusOf(behaviour),
          thisUpdate: new Date(Date.now() + age - 60_000),
          ...(behaviour !== 'recorded' && { nextUpdate: new Date(Date.now() + age + hour) }),
        }),
    ),
  });
  const basic = new BasicOCSPResponse({
    tbsResponseData,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm }),
    signature: await sign(signer, AsnConvert.serialize(tbsResponseData)),
    ...(certs.length > 0
      ? { certs: certs.map(({ certificate }) => AsnConvert.parse(certificate.rawData, Certificate)) }
      : {}),
  });
  return der(
    new OCSPResponse({
      responseStatus: OCSPResponseStatus.successful,
      responseBytes: new ResponseBytes({
        responseType: '1.3.6.1.5.5.7.48.1.1',
        response: new OctetString(AsnConvert.serialize(basic)),
      }),
    }),
  );
}

/** By whatever key the signer has: ECDSA's two numbers in ASN.1, else as it is. */
async function sign({ keys: { privateKey } }: Made, data: ArrayBuffer): Promise<ArrayBuffer> {
  if (privateKey.algorithm.name !== 'ECDSA')
    return webcrypto.subtle.sign(privateKey.algorithm, privateKey, data);
  const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, data);
  const format = new x509.AsnEcSignatureFormatter();
  return format.toAsnSignature({ name: 'ECDSA', namedCurve: 'P-256' } as never, signature) as ArrayBuffer;
}

function statusOf(behaviour: Behaviour): CertStatus {
  if (behaviour === 'revoked')
    return new CertStatus({ revoked: new RevokedInfo({ revocationTime: new Date() }) });
  return behaviour === 'unknown' ? new CertStatus({ unknown: null }) : new CertStatus({ good: null });
}

const der = (value: object): Buffer => Buffer.from(AsnConvert.serialize(value));

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { type Consulting, on } from '../action.js';
import { notEnabled } from '../status-info.js';
import { ocspOf } from './authorities.js';
import { keepQueries } from './certificate-queries.js';

type Question = V201.GetCertificateStatusRequest['ocspRequestData'];
interface Answer {
  status: 'Accepted' | 'Failed';
  ocspResult: string | undefined;
}

/** A station asks whether a certificate is revoked, since it can't reach the responder itself (M06). */
export default on<Question, Answer, Answer>({
  read: { v2: ({ ocspRequestData }: V201.GetCertificateStatusRequest) => ocspRequestData },
  consult: ({ fact }, asking) => ask(fact, asking),
  keep: (told, keeping) => keepQueries(told, keeping, 'STATUS'),
  answer: {
    v2: ({ status, ocspResult }): V201.GetCertificateStatusResponse =>
      ocspResult === undefined
        ? { status, statusInfo: notEnabled('no OCSP responder answers') }
        : { status, ocspResult },
  },
});

async function ask({ responderURL, ...certificate }: Question, asking: Consulting): Promise<Answer> {
  const ocspResult = await ocspOf(certificate, responderURL, asking);
  return { status: ocspResult === undefined ? 'Failed' : 'Accepted', ocspResult };
}

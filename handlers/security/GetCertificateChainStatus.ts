import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { type Consulting, on } from '../action.js';
import { keepQueries } from './certificate-queries.js';
import { knownIssuers } from './issuers.js';
import { askRevocation } from './revocation.js';

interface Question {
  certificates: V21.GetCertificateChainStatusRequest['certificateStatusRequests'];
}
interface Answer {
  /** Failed where one of them is. */
  status: 'Accepted' | 'Failed';
  certificateStatus: V21.GetCertificateChainStatusResponse['certificateStatus'];
}

/** A station asks which certificates of a vehicle's chain are revoked (M07). */
export default on<Question, Answer, Answer>({
  read: {
    v21: ({ certificateStatusRequests }: V21.GetCertificateChainStatusRequest) => ({
      certificates: certificateStatusRequests,
    }),
  },
  consult: ({ fact }, asking) => ask(fact, asking),
  keep: (told, keeping) => keepQueries(told, keeping, 'CHAIN_STATUS'),
  answer: {
    v21: ({ certificateStatus }): V21.GetCertificateChainStatusResponse => ({ certificateStatus }),
  },
});

async function ask({ certificates }: Question, asking: Consulting): Promise<Answer> {
  const issuers = knownIssuers(asking.settings);
  const certificateStatus = await Promise.all(
    certificates.map(async ({ certificateHashData, source, urls }) => {
      const { status, nextUpdate } = await askRevocation(
        certificateHashData,
        { source, urls, issuers },
        asking,
      );
      return { certificateHashData, source, status, nextUpdate: nextUpdate.toISOString() };
    }),
  );
  const failed = certificateStatus.some(({ status }) => status === 'Failed');
  return { status: failed ? 'Failed' : 'Accepted', certificateStatus };
}

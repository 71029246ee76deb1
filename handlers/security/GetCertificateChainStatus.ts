import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { authorities } from './authorities.js';
import { keepQueries } from './certificate-queries.js';

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
  consult: ({ fact }) => ask(fact),
  keep: (told, keeping) => keepQueries(told, keeping, 'CHAIN_STATUS'),
  answer: {
    v21: ({ certificateStatus }): V21.GetCertificateChainStatusResponse => ({ certificateStatus }),
  },
});

async function ask({ certificates }: Question): Promise<Answer> {
  const certificateStatus = await Promise.all(
    certificates.map(async ({ certificateHashData, source, urls }) => {
      const known = await authorities.askRevocation?.(certificateHashData, source, urls);
      const { status, nextUpdate } = known ?? { status: 'Failed' as const, nextUpdate: new Date() };
      return { certificateHashData, source, status, nextUpdate: nextUpdate.toISOString() };
    }),
  );
  const failed = certificateStatus.some(({ status }) => status === 'Failed');
  return { status: failed ? 'Failed' : 'Accepted', certificateStatus };
}

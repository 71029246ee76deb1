import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { type Consulting, on, type Told } from '../action.js';
import { notEnabled } from '../status-info.js';
import { askContractProvider } from './authorities.js';
import { keepQueries } from './certificate-queries.js';

type Question = V201.Get15118EVCertificateRequest | V21.Get15118EVCertificateRequest;
interface Answer {
  status: 'Accepted' | 'Failed';
  exiResponse: string | undefined;
}

/** A vehicle asks by its station for a contract certificate, or a newer one (M01, M02). */
export default on<Question, Answer, Answer>({
  read: { v2: ({ customData: _, ...question }: Question) => question },
  consult: (told, asking) => ask(told, asking),
  keep: (told, keeping) => keepQueries(told, keeping, 'EV_CERTIFICATE'),
  answer: {
    v2: ({ status, exiResponse }): V201.Get15118EVCertificateResponse =>
      exiResponse === undefined
        ? { status, exiResponse: '', statusInfo: notEnabled('no contract provider answers') }
        : { status, exiResponse },
  },
});

async function ask({ station, fact }: Told<Question>, asking: Consulting): Promise<Answer> {
  const { exiRequest, iso15118SchemaVersion: schemaVersion, action } = fact;
  const exiResponse = await askContractProvider({ exiRequest, schemaVersion, action, station }, asking);
  return { status: exiResponse === undefined ? 'Failed' : 'Accepted', exiResponse };
}

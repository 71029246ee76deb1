import type { Verdict } from '../../ocpp/token-info.js';
import type { Consulted, Consulting, Keeping, Told } from '../action.js';
import { type CertificateStatus, judgeCertificate, type ShownCertificate } from './contract-certificates.js';
import { judge } from './id-tokens.js';
import { consultProvider } from './provider.js';
import type { Showing } from './showing.js';
import type { ShownToken } from './shown-token.js';

export interface Asked {
  token: ShownToken;
  /** Of a vehicle that charges by contract; null else. */
  certificate: ShownCertificate | null;
}

/** What others say of it. */
export interface Consultation {
  said?: Verdict | undefined;
  certificateStatus?: CertificateStatus | undefined;
}

export interface Judged {
  verdict: Verdict;
  certificateStatus: CertificateStatus | undefined;
}

const showing = ({ station, receivedAt, fact }: Told<Asked>): Showing => ({
  station,
  token: fact.token,
  at: receivedAt,
  purpose: 'ASK',
  evseId: null,
  connectorId: null,
  transaction: null,
});

/** Asks the provider of tokens and the responder of certificates, where there is anything to ask. */
export function consult(told: Told<Asked>, consulting: Consulting): Promise<Consultation> | undefined {
  const said = consultProvider(showing(told), consulting);
  const { certificate } = told.fact;
  if (!said && !certificate) return undefined;
  const certificateStatus = certificate ? judgeCertificate(certificate, consulting) : undefined;
  return Promise.all([said, certificateStatus]).then(([said, certificateStatus]) => ({
    said,
    certificateStatus,
  }));
}

/** Answers what stations ask of tokens. One whose certificate is no good is Invalid, whatever is known of it (C07). */
export async function authorize(told: Consulted<Asked, Consultation>[], keeping: Keeping): Promise<Judged[]> {
  const verdicts = await judge(
    keeping,
    told.map((one) => ({ ...showing(one), said: one.found?.said })),
  );
  return told.map(({ station, receivedAt, fact, found }, i) => {
    const { certificateStatus } = found ?? {};
    const refused = certificateStatus !== undefined && certificateStatus !== 'Accepted';
    const known = verdicts[i] as Verdict;
    const verdict: Verdict = refused && known.status === 'Accepted' ? { ...known, status: 'Invalid' } : known;
    const data = { idToken: fact.token.idToken, status: verdict.status };
    keeping.emit({ station, type: 'IdTokenAuthorized', at: receivedAt, data });
    return { verdict, certificateStatus };
  });
}

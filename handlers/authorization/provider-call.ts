import { z } from 'zod';
import { type Verdict, verdict } from '../../ocpp/token-info.js';

/** What is asked of a token; docs/authorization-provider.md shows it to whoever writes a provider. */
export interface Question {
  idToken: string;
  /** 2.x; null in 1.6. */
  type: string | null;
  stationId: string;
  evseId: number | null;
  connectorId: number | null;
  purpose: 'AUTHORIZE' | 'START' | 'STOP';
  at: string;
}

const mostBytes = 1_000_000;

const statuses = [
  'Accepted',
  'Blocked',
  'ConcurrentTx',
  'Expired',
  'Invalid',
  'NoCredit',
  'NotAllowedTypeEVSE',
  'NotAtThisLocation',
  'NotAtThisTime',
  'Unknown',
] as const;

const answer = z.object({
  id: z.string(),
  status: z.enum(statuses),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  groupIdToken: z.string().min(1).max(255).nullish(),
  language: z.string().min(1).max(8).nullish(),
  personalMessage: z
    .object({ format: z.enum(['ASCII', 'HTML', 'URI', 'UTF8']), content: z.string().min(1).max(512) })
    .nullish(),
  chargingPriority: z.int().min(-9).max(9).nullish(),
  evseIds: z.array(z.int().min(1).max(2_147_483_647)).min(1).max(100).nullish(),
});
const answers = z.object({ answers: z.array(answer).max(1000) });

/**
 * Asks a provider about all these tokens in one request. Undefined for those it left out; throws where it does not
 * answer in time, refuses, or answers something else.
 */
export async function askProvider(
  questions: Question[],
  { url, secret, timeoutMs }: { url: string; secret: string | undefined; timeoutMs: number },
): Promise<(Verdict | undefined)[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(secret && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify({ requests: questions.map((question, id) => ({ id: String(id), ...question })) }),
    signal: AbortSignal.timeout(timeoutMs),
    // The secret is for this address alone.
    redirect: 'error',
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answers with HTTP status ${response.status}`);
  }
  const said = answers.parse(JSON.parse(await textOf(response))).answers;
  const byId = new Map(said.map((one) => [one.id, verdictOf(one)]));
  return questions.map((_, id) => byId.get(String(id)));
}

/** Not more than it may have, however long it goes on. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`its answer has more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const verdictOf = ({ status, expiresAt, ...more }: z.infer<typeof answer>): Verdict =>
  verdict({
    status,
    expiresAt: expiresAt ? new Date(expiresAt) : null,
    groupIdToken: more.groupIdToken ?? null,
    language: more.language ?? null,
    personalMessage: more.personalMessage ?? null,
    chargingPriority: more.chargingPriority ?? null,
    evseIds: more.evseIds ?? null,
  });

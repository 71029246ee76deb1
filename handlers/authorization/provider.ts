import {
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  type IPolicy,
  wrap,
} from 'cockatiel';
import DataLoader from 'dataloader';
import { type Verdict, verdict } from '../../ocpp/token-info.js';
import type { Pool } from '../../platform/database/pool.js';
import { log, reason } from '../../platform/log.js';
import type { Settings } from '../../platform/settings.js';
import type { Consulting } from '../action.js';
import { askProvider, type Question } from './provider-call.js';
import type { Showing } from './showing.js';

/** Tokens in one request; requests under way at once, and waiting for those. */
const mostTogether = 100;
const [mostAtOnce, mostWaiting] = [4, 100];
/** After so many failures in a row it is left in peace for a while, and every token falls back at once. */
const [failuresInRow, peaceMs] = [5, 10_000];
const mostRemembered = 10_000;

/** What a provider is asked goes out together; good answers are remembered for a moment. */
class Provider {
  readonly #loader: DataLoader<Showing, Verdict | undefined>;
  readonly #policy: IPolicy;
  readonly #remembered = new Map<string, { until: number; said: Verdict }>();

  constructor(
    readonly pool: Pool,
    readonly settings: Settings,
    readonly url: string,
  ) {
    this.#loader = new DataLoader((shown) => this.#answer(shown), {
      maxBatchSize: mostTogether,
      cache: false,
      batchScheduleFn: (send) => void setImmediate(send),
    });
    const breaker = circuitBreaker(handleAll, {
      halfOpenAfter: peaceMs,
      breaker: new ConsecutiveBreaker(failuresInRow),
    });
    breaker.onStateChange((state) =>
      log.warn({ state: CircuitState[state] }, 'the way to the authorization provider'),
    );
    this.#policy = wrap(bulkhead(mostAtOnce, mostWaiting), breaker);
  }

  /** Undefined where the token is judged here. Never throws: whatever goes wrong is what the setting says. */
  async judge(showing: Showing, signal: AbortSignal): Promise<Verdict | undefined> {
    const known = this.#remembered.get(keyOf(showing));
    if (known && known.until > Date.now()) return known.said;
    const gone = Promise.withResolvers<never>();
    const onAbort = () => gone.reject(new Error('the station waits no longer'));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([this.#loader.load(showing), gone.promise]);
    } catch (error) {
      log.warn({ reason: reason(error) }, 'the authorization provider did not judge a token');
      return fallback[this.settings.AUTHORIZATION_FALLBACK];
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #answer(shown: readonly Showing[]): Promise<(Verdict | undefined | Error)[]> {
    const known = await this.#knownHere(shown);
    const unknown = shown.filter((_, i) => !known[i]);
    if (unknown.length === 0) return shown.map(() => undefined);
    const said = (await this.#policy.execute(() => this.#ask(unknown))).values();
    return shown.map((showing, i) => {
      if (known[i]) return undefined;
      const answer = said.next().value ?? new Error('it left a token out');
      if (!(answer instanceof Error)) this.#remember(showing, answer);
      return answer;
    });
  }

  async #knownHere(shown: readonly Showing[]): Promise<boolean[]> {
    if (this.settings.AUTHORIZATION_TOKENS === 'ALL') return shown.map(() => false);
    const { rows } = await this.pool.query<{ known: boolean }>({
      name: 'which id tokens are known',
      text: `select exists (select from id_token k where lower(k.id_token) = lower(s.id_token)) as known
             from unnest($1::text[]) with ordinality as s (id_token, place) order by s.place`,
      values: [shown.map(({ token }) => token.idToken)],
    });
    return rows.map(({ known }) => known);
  }

  #ask(shown: Showing[]): Promise<(Verdict | undefined)[]> {
    const { AUTHORIZATION_TIMEOUT, AUTHORIZATION_SECRET } = this.settings;
    return askProvider(shown.map(questionOf), {
      url: this.url,
      secret: AUTHORIZATION_SECRET,
      timeoutMs: AUTHORIZATION_TIMEOUT * 1000,
    });
  }

  #remember(showing: Showing, said: Verdict): void {
    if (said.status !== 'Accepted' || this.settings.AUTHORIZATION_CACHE === 0) return;
    const until = Date.now() + this.settings.AUTHORIZATION_CACHE * 1000;
    this.#remembered.set(keyOf(showing), {
      until: Math.min(until, said.expiresAt?.getTime() ?? until),
      said,
    });
    if (this.#remembered.size > mostRemembered)
      this.#remembered.delete(this.#remembered.keys().next().value as string);
  }
}

/** Where nobody answers: judged here (a token nobody knows is then Unknown), or let in, or turned away. */
const fallback: Record<Settings['AUTHORIZATION_FALLBACK'], Verdict | undefined> = {
  LOCAL: undefined,
  ACCEPT: verdict({ status: 'Accepted' }),
  REJECT: verdict({ status: 'Invalid' }),
};

const keyOf = ({ station, token, evseId, purpose }: Showing): string =>
  JSON.stringify([station, token.idToken.toLowerCase(), evseId, purpose]);

const questionOf = ({ station, token, at, purpose, evseId, connectorId }: Showing): Question => ({
  idToken: token.idToken,
  type: token.type,
  stationId: station,
  evseId: evseId || null,
  connectorId: connectorId || null,
  purpose: purpose === 'ASK' ? 'AUTHORIZE' : purpose,
  at: at.toISOString(),
});

const providers = new WeakMap<Settings, Provider>();

/** What the provider outside says of a token; undefined where there is none, or nothing to ask. */
export function consultProvider(
  showing: Showing | null,
  { pool, settings, signal }: Consulting,
): Promise<Verdict | undefined> | undefined {
  const url = settings.AUTHORIZATION_URL;
  if (!url || !showing || showing.token.unasked) return undefined;
  const provider = providers.get(settings) ?? new Provider(pool, settings, url);
  providers.set(settings, provider);
  return provider.judge(showing, signal);
}

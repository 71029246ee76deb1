import { type Client, createClient } from 'graphql-ws';
import { currentSession, forgetSession } from './session.js';

/** `live`: what happens is here within moments. `lost`: nothing arrives, and we try again. */
export type LinkState = 'connecting' | 'live' | 'lost';

export interface Kept<Data> {
  query: string;
  /** Asked for at each attempt: a subscription can go on where it was cut. */
  variables(): Record<string, unknown>;
  onData(data: Data): void;
  onState(state: LinkState): void;
  /** Graph ended it with this code; true: it is of no use to try again. */
  onRefused?(code: string | undefined): boolean;
  /** It came to its end; true: there is nothing more to come. */
  onComplete?(): boolean;
}

const longestWaitMs = 10_000;

/** Keeps a subscription over a WebSocket; a lost connection is taken up again. Gives what ends it. */
export function keepSubscription<Data>(kept: Kept<Data>): () => void {
  let failures = 0;
  let ended = false;
  let client: Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = async () => {
    if (ended) return;
    kept.onState(failures === 0 ? 'connecting' : 'lost');
    const session = await currentSession().catch(() => undefined);
    if (ended) return;
    if (!session) return again();
    client = createClient({
      url: session.graphUrl.replace(/^http/, 'ws'),
      connectionParams: { authorization: `Bearer ${session.accessToken}` },
      retryAttempts: 0,
      keepAlive: 10_000,
      on: {
        connected: () => {
          failures = 0;
          kept.onState('live');
        },
      },
    });
    client.subscribe<Data>(
      { query: kept.query, variables: kept.variables() },
      {
        next: ({ data, errors }) => {
          if (errors) return lost(errors);
          if (data && !ended) kept.onData(data);
        },
        error: lost,
        complete: () => (kept.onComplete?.() ? end() : again()),
      },
    );
  };

  function lost(reason: unknown): void {
    const code = codeOf(reason);
    if (kept.onRefused?.(code)) return end();
    // Forbidden: the token ran out or was revoked.
    if ((reason as CloseEvent | undefined)?.code === 4403 || code === 'UNAUTHENTICATED') forgetSession();
    again();
  }

  function again(): void {
    if (ended) return;
    failures++;
    kept.onState('lost');
    void client?.dispose();
    clearTimeout(timer);
    timer = setTimeout(begin, Math.min(longestWaitMs, 250 * 2 ** failures) * (0.75 + Math.random() / 2));
  }

  /** The browser says that the network is back. */
  const online = () => {
    if (failures === 0) return;
    clearTimeout(timer);
    void begin();
  };

  function end(): void {
    ended = true;
    clearTimeout(timer);
    window.removeEventListener('online', online);
    void client?.dispose();
  }

  window.addEventListener('online', online);
  void begin();
  return end;
}

const codeOf = (reason: unknown): string | undefined =>
  Array.isArray(reason) ? reason[0]?.extensions?.code : undefined;

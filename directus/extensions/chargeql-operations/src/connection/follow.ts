import { type Client, createClient } from 'graphql-ws';
import type { Happening } from './happening.js';
import { currentSession, forgetSession } from './session.js';

/** `live`: what happens is here within moments. `lost`: nothing arrives, and we try again. */
export type LinkState = 'connecting' | 'live' | 'lost';

export interface Following {
  /** Fragments on the types of StationEvent, beside what every event has. */
  selection: string;
  stationIds?: string[];
  types: readonly string[];
  /** The cursor behind which to begin; undefined: from now on. */
  after: string | undefined;
  onEvent(event: Happening): void;
  onState(state: LinkState): void;
  /** What came behind the cursor is no longer kept: all has to be read anew. */
  onGap(): void;
}

const longestWaitMs = 10_000;

/** Follows station events over a WebSocket; a lost connection is taken up behind the last event seen. Gives what ends it. */
export function follow(following: Following): () => void {
  let after = following.after;
  let failures = 0;
  let ended = false;
  let client: Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = async () => {
    if (ended) return;
    following.onState(failures === 0 ? 'connecting' : 'lost');
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
          following.onState('live');
        },
      },
    });
    client.subscribe<{ stationEvents: Happening }>(
      {
        query: queryOf(following),
        variables: { stationIds: following.stationIds, types: following.types, after },
      },
      {
        next: ({ data, errors }) => {
          if (errors) return lost(errors);
          if (!data) return;
          after = data.stationEvents.cursor;
          following.onEvent(data.stationEvents);
        },
        error: lost,
        complete: again,
      },
    );
  };

  function lost(reason: unknown): void {
    if (codeOf(reason) === 'CURSOR_EXPIRED') {
      after = undefined;
      following.onGap();
    }
    // Forbidden: the token ran out or was revoked.
    if ((reason as CloseEvent | undefined)?.code === 4403 || codeOf(reason) === 'UNAUTHENTICATED')
      forgetSession();
    again();
  }

  function again(): void {
    if (ended) return;
    failures++;
    following.onState('lost');
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
  window.addEventListener('online', online);
  void begin();
  return () => {
    ended = true;
    clearTimeout(timer);
    window.removeEventListener('online', online);
    void client?.dispose();
  };
}

const codeOf = (reason: unknown): string | undefined =>
  Array.isArray(reason) ? reason[0]?.extensions?.code : undefined;

const queryOf = ({ selection }: Following): string =>
  `subscription ($stationIds: [ID!], $types: [StationEventType!], $after: String) {
    stationEvents(stationIds: $stationIds, types: $types, after: $after) {
      __typename cursor stationId at ${selection}
    }
  }`;

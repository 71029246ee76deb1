import { computed, ref } from 'vue';
import { ask } from '../connection/ask.js';
import { useEvents } from '../connection/use-events.js';
import { useQuery } from '../shell/use-query.js';
import { type Frame, isAbout } from './frame.js';

export interface FrameFilter {
  action: string | null;
  direction: 'IN' | 'OUT' | null;
  onlyFindings: boolean;
  onlySession: boolean;
  /** Times in ISO 8601; in a session they narrow its own. */
  from: string | null;
  to: string | null;
}

const noFilter: FrameFilter = {
  action: null,
  direction: null,
  onlyFindings: false,
  onlySession: false,
  from: null,
  to: null,
};

/** The session whose frames are looked at. */
export interface TracedSession {
  id: string;
  stationId: string;
  transactionId: string | null;
  idToken: string | null;
  startedAt: string;
  endedAt: string | null;
}

const fields = `id direction action messageId receivedAt answeredAt latencyMs outcome errorCode request answer
  findings ocppVersion`;
const query = `query ($first: Int!, $filter: StationMessageFilter!, $after: String) {
  stationMessages(first: $first, after: $after, filter: $filter) {
    totalCount nodes { ${fields} } pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  totalCount: number;
  nodes: Frame[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What came before a session and after it belongs to it too: who plugged in, and what was answered late. */
const marginMs = 60_000;
const pageSize = 200;
const mostExported = 10_000;

type Time = string | null | undefined;
const latest = (...times: Time[]) => times.filter(Boolean).sort().at(-1);
const earliest = (...times: Time[]) => times.filter(Boolean).sort()[0];

/** The frames of a station, or of a session whose station need not be named, newest last. */
export function useFrames(givenStation: () => string | undefined, sessionId: () => string | undefined) {
  const filter = ref<FrameFilter>({ ...noFilter });
  const { data: session, loading: sessionLoading } = useQuery<TracedSession | null>(
    () =>
      sessionId() === undefined
        ? undefined
        : {
            query: `query ($id: ID!) { transaction(id: $id) { id stationId transactionId idToken startedAt endedAt } }`,
            variables: { id: sessionId() },
            of: ({ transaction }: { transaction: TracedSession | null }) => transaction,
          },
    [sessionId],
  );

  const station = computed(() => session.value?.stationId ?? givenStation());
  const stationId = () => station.value;

  function conditions(): Record<string, unknown> {
    const { action, direction, onlyFindings, from, to } = filter.value;
    const { startedAt, endedAt } = session.value ?? {};
    const at = (time: string, plus: number) => new Date(Date.parse(time) + plus).toISOString();
    return {
      stationId: stationId(),
      ...(action ? { action: [action] } : {}),
      ...(direction ? { direction } : {}),
      ...(onlyFindings ? { hasFindings: true } : {}),
      from: latest(from, startedAt && at(startedAt, -marginMs)),
      to: earliest(to, endedAt && at(endedAt, marginMs)),
    };
  }

  const { data, fault, loading, reload } = useQuery<Page>(
    () =>
      stationId() === undefined || (sessionId() !== undefined && !session.value)
        ? undefined
        : {
            query,
            variables: { first: pageSize, filter: conditions() },
            of: ({ stationMessages }: { stationMessages: Page }) => stationMessages,
          },
    [stationId, session, filter],
  );
  const { link } = useEvents({
    stationIds: () => (stationId() ? [stationId() as string] : []),
    types: [
      'StationConnected',
      'StationDisconnected',
      'StationBooted',
      'ConnectorStatusChanged',
      'MeterValuesReceived',
      'TransactionStarted',
      'TransactionUpdated',
      'TransactionEnded',
      'CommandUpdated',
      'IdTokenAuthorized',
    ],
    // An ended session has said all it had to say.
    onChange: () => !session.value?.endedAt && void reload(),
  });

  const kept = (all: readonly Frame[]) => {
    const id = session.value?.transactionId;
    return filter.value.onlySession && id ? all.filter((frame) => isAbout(frame, id)) : [...all];
  };
  const frames = computed(() => kept(data.value?.nodes ?? []).reverse());

  /** Everything that fits, page by page. */
  async function readAll(): Promise<Frame[]> {
    const all: Frame[] = [];
    for (let after: string | null = null, more = true; more && all.length < mostExported; ) {
      const { stationMessages }: { stationMessages: Page } = await ask(query, {
        first: 500,
        after,
        filter: conditions(),
      });
      all.push(...stationMessages.nodes);
      after = stationMessages.pageInfo.endCursor;
      more = stationMessages.pageInfo.hasNextPage;
    }
    return kept(all).reverse();
  }

  return {
    frames,
    session,
    stationId: station,
    total: computed(() => data.value?.totalCount ?? 0),
    filter,
    fault,
    loading: computed(() => loading.value || sessionLoading.value),
    link,
    reload,
    readAll,
  };
}

import type { Happening } from './happening.js';
import { keepSubscription, type LinkState } from './keep-subscription.js';

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

/** Follows station events; a lost connection is taken up behind the last event seen. Gives what ends it. */
export function follow({
  selection,
  stationIds,
  types,
  onEvent,
  onState,
  onGap,
  ...begin
}: Following): () => void {
  let { after } = begin;
  return keepSubscription<{ stationEvents: Happening }>({
    query: `subscription ($stationIds: [ID!], $types: [StationEventType!], $after: String) {
      stationEvents(stationIds: $stationIds, types: $types, after: $after) {
        __typename cursor stationId at ${selection}
      }
    }`,
    variables: () => ({ stationIds, types, after }),
    onData: ({ stationEvents }) => {
      after = stationEvents.cursor;
      onEvent(stationEvents);
    },
    onState,
    onRefused: (code) => {
      if (code === 'CURSOR_EXPIRED') {
        after = undefined;
        onGap();
      }
      return false;
    },
  });
}

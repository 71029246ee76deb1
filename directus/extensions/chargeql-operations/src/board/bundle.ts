import type { Happening } from '../connection/happening.js';
import { applyEvent } from './apply-event.js';
import type { Fleet } from './fleet.js';
import type { BoardStation } from './station-state.js';

/** Events are shown in bundles: a busy fleet has hundreds a second. */
const bundleMs = 200;
/** Graph names so many stations in one query. */
const mostAtOnce = 500;

/** Events that don't tell all that the board shows of them: the station's own word for a status above all. */
const rereads: ReadonlySet<string> = new Set(['StationBooted', 'ConnectorStatusChanged']);

interface Shown {
  fleet: Fleet;
  /** Shows the fleet as it is now. */
  show(): void;
  read(ids: readonly string[]): Promise<readonly BoardStation[]>;
}

/** Brings what happens into the fleet, a bundle at a time, and reads the stations whose events don't tell enough. */
export function bundle({ fleet, show, read }: Shown) {
  let waiting: Happening[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Stations to read, and those of them that are being read. */
  let unread = new Set<string>();
  let reading = new Set<string>();
  let ended = false;

  function take(event: Happening): void {
    waiting.push(event);
    timer ??= setTimeout(apply, bundleMs);
  }

  function apply(): void {
    timer = undefined;
    const changed = new Map<string, BoardStation>();
    for (const event of waiting) {
      const { stationId } = event;
      const station = changed.get(stationId) ?? fleet.get(stationId);
      if (station) changed.set(stationId, applyEvent(station, event));
      // What is being read may be from before this event: it is read once more.
      if (!station || rereads.has(event.__typename) || reading.has(stationId)) unread.add(stationId);
    }
    waiting = [];
    fleet.put(changed.values());
    show();
    if (reading.size === 0) void readMore();
  }

  async function readMore(): Promise<void> {
    while (unread.size > 0 && !ended) {
      reading = new Set([...unread].slice(0, mostAtOnce));
      unread = new Set([...unread].slice(mostAtOnce));
      const stations = await read([...reading]).catch(() => []);
      if (ended) return;
      reading = new Set();
      fleet.put(stations.filter(({ id }) => !unread.has(id)));
      show();
    }
  }

  function end(): void {
    ended = true;
    clearTimeout(timer);
  }
  return { take, end };
}

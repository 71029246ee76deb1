import { onMounted, onUnmounted, ref, shallowRef, triggerRef } from 'vue';
import { type Fault, faultOf } from '../connection/fault.js';
import { follow } from '../connection/follow.js';
import type { Happening } from '../connection/happening.js';
import type { LinkState } from '../connection/keep-subscription.js';
import { newestCursor } from '../connection/newest-cursor.js';
import { applyEvent, boardEvents, boardSelection } from './apply-event.js';
import { readFleet, readStations } from './read-fleet.js';
import type { BoardStation } from './station-state.js';

/** Events are shown in bundles: a busy fleet has hundreds a second. */
const bundleMs = 200;
/** Graph names so many stations in one query. */
const mostAtOnce = 500;

/** Every station, kept up to date while the page is open. */
export function useFleet() {
  const stations = shallowRef(new Map<string, BoardStation>());
  const total = ref(0);
  const loading = ref(true);
  const fault = ref<Fault>();
  const link = ref<LinkState>('connecting');
  let waiting: Happening[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  let open = true;

  async function load(): Promise<void> {
    stop();
    loading.value = true;
    fault.value = undefined;
    try {
      const after = await newestCursor();
      const read = new Map<string, BoardStation>();
      for await (const page of readFleet()) {
        for (const station of page.stations) read.set(station.id, station);
        total.value = page.total;
        stations.value = new Map(read);
        if (!open) return;
      }
      stop = follow({
        selection: boardSelection,
        types: boardEvents,
        after,
        onEvent: (event) => take(event),
        onState: (state) => {
          link.value = state;
        },
        onGap: () => void load(),
      });
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      loading.value = false;
    }
  }

  function take(event: Happening): void {
    waiting.push(event);
    timer ??= setTimeout(() => void applyWaiting(), bundleMs);
  }

  async function applyWaiting(): Promise<void> {
    timer = undefined;
    const events = waiting;
    waiting = [];
    const unknown = new Set<string>();
    for (const event of events) {
      const station = stations.value.get(event.stationId);
      if (!station || rereads.has(event.__typename)) unknown.add(event.stationId);
      if (station) stations.value.set(event.stationId, applyEvent(station, event));
    }
    triggerRef(stations);
    const ids = [...unknown];
    for (let from = 0; from < ids.length; from += mostAtOnce)
      await reread(ids.slice(from, from + mostAtOnce));
  }

  async function reread(ids: string[]): Promise<void> {
    const read = await readStations(ids).catch(() => []);
    for (const station of read) stations.value.set(station.id, station);
    total.value = Math.max(total.value, stations.value.size);
    triggerRef(stations);
  }

  onMounted(load);
  onUnmounted(() => {
    open = false;
    clearTimeout(timer);
    stop();
  });
  return { stations, total, loading, fault, link, load };
}

/** Events that don't tell all that the board shows of them: the station's own word for a status above all. */
const rereads: ReadonlySet<string> = new Set(['StationBooted', 'ConnectorStatusChanged']);

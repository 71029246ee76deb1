import { onMounted, onUnmounted, ref, shallowRef } from 'vue';
import { type Fault, faultOf } from '../connection/fault.js';
import { follow } from '../connection/follow.js';
import type { LinkState } from '../connection/keep-subscription.js';
import { newestCursor } from '../connection/newest-cursor.js';
import { boardEvents, boardSelection } from './apply-event.js';
import { bundle } from './bundle.js';
import { createFleet } from './fleet.js';
import { readFleet, readStations } from './read-fleet.js';
import type { BoardStation } from './station-state.js';

/** Every station, in order, kept up to date while the page is open. */
export function useFleet() {
  let fleet = createFleet();
  const stations = shallowRef<readonly BoardStation[]>([]);
  const loading = ref(true);
  const fault = ref<Fault>();
  const link = ref<LinkState>('connecting');
  let end = () => {};
  let open = true;

  async function load(): Promise<void> {
    end();
    loading.value = true;
    fault.value = undefined;
    fleet = createFleet();
    try {
      const after = await newestCursor();
      for await (const page of readFleet()) {
        if (!open) return;
        fleet.put(page);
        stations.value = fleet.list();
      }
      end = begin(after);
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      loading.value = false;
    }
  }

  function begin(after: string | undefined): () => void {
    const show = () => {
      stations.value = fleet.list();
    };
    const events = bundle({ fleet, show, read: readStations });
    const stop = follow({
      selection: boardSelection,
      types: boardEvents,
      after,
      onEvent: events.take,
      onState: (state) => {
        link.value = state;
      },
      onGap: () => void load(),
    });
    return () => {
      stop();
      events.end();
    };
  }

  onMounted(load);
  onUnmounted(() => {
    open = false;
    end();
  });
  return { stations, loading, fault, link, load };
}

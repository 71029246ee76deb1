import { onMounted, onUnmounted, ref } from 'vue';
import { follow } from './follow.js';
import type { Happening } from './happening.js';
import type { LinkState } from './keep-subscription.js';

interface Watched {
  stationIds?: () => string[] | undefined;
  types: readonly string[];
  selection?: string;
  onEvent?(event: Happening): void;
  /** Called a moment after events, once for those that came together, and after a hole. */
  onChange?(): void;
}

const settleMs = 400;

/** Events while the page is open. */
export function useEvents({ stationIds, types, selection = '', onEvent, onChange }: Watched) {
  const link = ref<LinkState>('connecting');
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    if (!onChange) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, settleMs);
  };

  function begin(): void {
    stop();
    let wasLost = false;
    stop = follow({
      selection,
      ...(stationIds?.() ? { stationIds: stationIds() as string[] } : {}),
      types,
      after: undefined,
      onEvent: (event) => {
        onEvent?.(event);
        changed();
      },
      onState: (state) => {
        link.value = state;
        // Without an event seen there was no cursor to go on from: what happened meanwhile is read.
        if (state === 'live' && wasLost) changed();
        wasLost = state === 'lost';
      },
      onGap: changed,
    });
  }

  onMounted(begin);
  onUnmounted(() => {
    clearTimeout(timer);
    stop();
  });
  return { link, begin };
}

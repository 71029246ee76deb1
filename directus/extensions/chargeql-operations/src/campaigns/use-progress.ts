import { onMounted, onUnmounted, ref, shallowRef } from 'vue';
import { keepSubscription, type LinkState } from '../connection/keep-subscription.js';
import { type Campaign, type Counts, countFields } from './campaign.js';

export interface Progress {
  state: Campaign['state'];
  pauseReason: string | null;
  over: boolean;
  counts: Counts;
}

const query = `subscription ($id: ID!) {
  campaignProgress(id: $id) { state pauseReason over counts { ${countFields} } }
}`;

/** How far a campaign is, as it comes further; `begin` anew for one that was over and goes on. */
export function useProgress(id: () => string, onChange: () => void) {
  const progress = shallowRef<Progress>();
  const link = ref<LinkState>('connecting');
  let stop = () => {};

  function begin(): void {
    stop();
    stop = keepSubscription<{ campaignProgress: Progress }>({
      query,
      variables: () => ({ id: id() }),
      onData: ({ campaignProgress }) => {
        progress.value = campaignProgress;
        onChange();
      },
      onState: (state) => {
        link.value = state;
      },
      onRefused: (code) => code === 'NOT_FOUND' || code === 'FORBIDDEN',
      onComplete: () => progress.value?.over === true,
    });
  }

  onMounted(begin);
  onUnmounted(() => stop());
  return { progress, link, begin };
}

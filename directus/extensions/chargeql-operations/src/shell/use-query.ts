import { onMounted, onUnmounted, ref, shallowRef, type WatchSource, watch } from 'vue';
import { ask } from '../connection/ask.js';
import { type Fault, faultOf } from '../connection/fault.js';

export interface Asked<T> {
  query: string;
  variables?: Record<string, unknown>;
  /** What of the answer is wanted. */
  of(data: never): T;
}

/** What a query gives, read at once and again whenever a source changes; an answer that is overtaken is dropped. */
export function useQuery<T>(asked: () => Asked<T> | undefined, sources: WatchSource[] = []) {
  const data = shallowRef<T>();
  const fault = ref<Fault>();
  const loading = ref(true);
  let newest = 0;

  async function reload(): Promise<void> {
    const mine = ++newest;
    const { query, variables, of } = asked() ?? {};
    if (!query || !of) {
      data.value = undefined;
      loading.value = false;
      return;
    }
    loading.value = true;
    try {
      const answer = await ask<never>(query, variables);
      if (mine !== newest) return;
      data.value = of(answer);
      fault.value = undefined;
    } catch (error) {
      if (mine === newest) fault.value = faultOf(error);
    } finally {
      if (mine === newest) loading.value = false;
    }
  }

  onMounted(reload);
  onUnmounted(() => newest++);
  if (sources.length > 0) watch(sources, reload);
  return { data, fault, loading, reload };
}

import { onMounted, onUnmounted, ref } from 'vue';

/** The time, for what is told as "how long ago". */
export function useNow(everyMs = 1000) {
  const now = ref(Date.now());
  let timer: ReturnType<typeof setInterval>;
  onMounted(() => {
    timer = setInterval(() => {
      now.value = Date.now();
    }, everyMs);
  });
  onUnmounted(() => clearInterval(timer));
  return now;
}

import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { formatFor } from './format.js';

/** Formats in the language that the signed-in user has chosen. */
export function useFormat() {
  const { locale } = useI18n({ useScope: 'global' });
  return computed(() => formatFor(locale.value));
}

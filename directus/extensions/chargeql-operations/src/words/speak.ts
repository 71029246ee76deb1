import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

/** A text in the languages the console speaks; `{name}` stands for a value. */
export interface Words {
  en: string;
  de: string;
}

export type Values = Record<string, string | number>;

export type Say = (words: Words, values?: Values) => string;

/** Speaks as the signed-in user has chosen in Directus; whoever speaks neither language hears English. */
export function useWords() {
  const { locale } = useI18n({ useScope: 'global' });
  const language = computed(() => (locale.value.startsWith('de') ? 'de' : 'en'));
  const say: Say = (words, values = {}) =>
    words[language.value].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return { say, locale };
}

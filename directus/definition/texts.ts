import type { Bookmark, Collection, Field, Words } from './collection.js';

/** A row of directus_translations: a text that options name as `$t:<key>`. */
export interface TextRow {
  language: string;
  key: string;
  value: string;
}

/** Directus's names of the languages. */
const languages = [
  ['en', 'en-US'],
  ['de', 'de-DE'],
] as const satisfies readonly (readonly [keyof Words, string])[];

/** Where Directus keeps the words beside the thing itself. */
export const words = (of: Words): { language: string; translation: string }[] =>
  languages.map(([language, code]) => ({ language: code, translation: of[language] }));

/** The same of a collection, which has a name for one and for all. */
export const namesOf = ({ singular, plural }: Collection): object[] =>
  languages.map(([language, code]) => ({
    language: code,
    translation: plural[language],
    singular: singular[language],
    plural: plural[language],
  }));

/** Keys of ours begin with the name of a collection, so that texts people add themselves stay theirs. */
export const textKey = (...parts: (string | number)[]): string => parts.join('.');

function textsOf(collection: string, name: string, field: Field): [string, Words][] {
  const texts: [string, Words][] = [];
  if (field.hint) texts.push([textKey(collection, name, 'hint'), field.hint]);
  if (field.invalid) texts.push([textKey(collection, name, 'invalid'), field.invalid]);
  if (field.kind === 'choice')
    for (const choice of field.choices) texts.push([textKey(collection, name, choice.value), choice]);
  if (field.kind === 'links')
    for (const link of field.links) texts.push([linkKey(collection, name, link.en), link]);
  return texts;
}

const inKey = (text: string): string => text.toLowerCase().replaceAll(' ', '-');

export const bookmarkKey = (collection: string, { en }: Bookmark): string =>
  textKey(collection, 'bookmark', inKey(en));

export const linkKey = (collection: string, field: string, en: string): string =>
  textKey(collection, field, inKey(en));

/** The texts of a collection's choices, hints and bookmarks. */
export function textRows({ name: collection, fields, bookmarks = [] }: Collection): TextRow[] {
  const texts: [string, Words][] = [
    ...Object.entries(fields).flatMap(([name, field]: [string, Field]) => textsOf(collection, name, field)),
    ...bookmarks.map((bookmark): [string, Words] => [bookmarkKey(collection, bookmark), bookmark]),
  ];
  return inLanguages(texts);
}

/** A row a text and language. */
export const inLanguages = (texts: readonly (readonly [key: string, of: Words])[]): TextRow[] =>
  texts.flatMap(([key, of]) =>
    languages.map(([language, code]) => ({ language: code, key, value: of[language] })),
  );

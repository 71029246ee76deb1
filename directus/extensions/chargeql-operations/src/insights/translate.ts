import { defineHook } from '@directus/extensions-sdk';

/** Before the English text, in the keys of Directus's own translations. */
const prefix = 'insights.';
const fields = ['name', 'note'] as const;

/**
 * Names of dashboards and panels in the language of whoever reads them: the app translates those of collections and
 * fields, but these it shows as they are. They are kept in English; a name that somebody changed has no translation,
 * and stays as it is.
 */
export default defineHook(({ filter }) => {
  for (const noun of ['dashboards', 'panels'])
    filter(`${noun}.read`, async (rows, _meta, { database, accountability }) => {
      const user = accountability?.user;
      if (!user || !Array.isArray(rows)) return rows;
      const texts = textsOf(rows);
      if (texts.length === 0) return rows;
      const translated: { key: string; value: string }[] = await database('directus_translations')
        .select('key', 'value')
        .whereIn(
          'key',
          texts.map((text) => prefix + text),
        )
        .andWhere(
          'language',
          database.raw(
            `coalesce((select language from directus_users where id = ?),
               (select default_language from directus_settings limit 1), 'en-US')`,
            [user],
          ),
        );
      return inWords(rows, new Map(translated.map(({ key, value }) => [key.slice(prefix.length), value])));
    });
});

type Row = Record<string, unknown>;

const textsOf = (rows: readonly Row[]): string[] => [
  ...new Set(
    rows.flatMap((row) => fields.map((field) => row[field]).filter((text) => typeof text === 'string')),
  ),
];

const inWords = (rows: readonly Row[], words: ReadonlyMap<string, string>): Row[] =>
  rows.map((row) => {
    const named = fields.flatMap((field) => {
      const text = words.get(String(row[field]));
      return text === undefined ? [] : [[field, text] as const];
    });
    return { ...row, ...Object.fromEntries(named) };
  });

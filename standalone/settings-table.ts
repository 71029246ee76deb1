import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readSettings, type SettingName, settingsTable } from '../platform/settings.js';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));
const place = /(<!-- settings: npm run docs -->\n)[\s\S]*?(<!-- end of settings -->)/;

/** The README's table of settings, from the one that checks them. */
export function settingsMarkdown(): string {
  const defaults = readSettings({});
  const rows = (Object.keys(settingsTable) as SettingName[]).map((name) => {
    const { form, about } = settingsTable[name];
    const usual = defaults[name];
    return `| \`${name}\` | ${form} | ${usual === undefined ? '' : `\`${usual}\``} | ${about} |`;
  });
  return ['| setting | takes | default | what it is for |', '|---|---|---|---|', ...rows].join('\n');
}

/** The text with the table in its place. */
export function withSettings(text: string): string {
  if (!place.test(text)) throw new Error('README.md has no place for the settings');
  return text.replace(place, (_, start, end) => `${start}${settingsMarkdown()}\n${end}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(readme, withSettings(await readFile(readme, 'utf8')));

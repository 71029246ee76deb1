import { mask, type Rule, type Spot } from './rewriting.js';

/**
 * Fields that hold a token as text, in any dialect, in events and in our API. 1.6 has tags; 2.x has objects whose text is
 * again under `idToken`, contracts (eMAID) among them.
 */
const fields = [
  'idTag',
  'parentIdTag',
  'idToken',
  'groupIdToken',
  'additionalIdToken',
  'customerIdentifier',
  'emaid',
  'id_token',
];
const lists = ['idTokens', 'prioritizedEMAIDs'];

const isField = new RegExp(`^(?:${fields.join('|')})$`, 'i');
const isList = new RegExp(`^(?:${lists.join('|')})$`, 'i');
/** In small letters; a letter may be written as an escape. */
const hint = /id_?t(?:ag|oken)|emaid|customeridentifier|masterpassgroupid|generatedat|\\u00/;

/** Tokens of drivers and their groups, whichever message, event or text of a vendor carries them. */
export const tokensAs = (hash: (token: string) => string): Rule => ({
  hint: (json) => hint.test(json),
  field(spot) {
    const { field, value } = spot;
    if (typeof value === 'string' && value !== '' && (isField.test(field) || isGroupOfMasters(spot)))
      return hash(value);
    if (Array.isArray(value) && isList.test(field))
      return value.map((each) => (typeof each === 'string' ? hash(each) : each));
    return isAboutCustomer(spot) ? mask : undefined;
  },
  text: (text) => text,
});

/** The variable that holds the group whose tokens are master passes (2.x C16). */
function isGroupOfMasters({ field, holder }: Spot): boolean {
  if (!field.endsWith('alue') || !('variable' in holder)) return false;
  const { variable } = holder as { variable?: string | { name?: unknown } };
  const name = typeof variable === 'object' ? variable?.name : variable;
  return String(name).toLowerCase() === 'masterpassgroupid';
}

/** NotifyCustomerInformation: words, in which a token may stand anywhere. */
const isAboutCustomer = ({ field, value, holder }: Spot): boolean =>
  field === 'data' && typeof value === 'string' && 'generatedAt' in holder;

const inRegExp = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * A regular expression of PostgreSQL that finds one of these texts where JSON, or JSON in a text of it, has a token. What
 * stands before the token is its first group, what stands behind it its second.
 */
export function tokenPattern(tokens: readonly string[]): string {
  const quote = '\\\\*"';
  const named = (names: string[]) => `${quote}(?:${names.join('|')})${quote}\\s*:\\s*`;
  const places = `(?:${named(fields)}|${named(lists)}\\[[^]]*)`;
  return `(${places}${quote})(?:${tokens.map(inRegExp).join('|')})(${quote})`;
}

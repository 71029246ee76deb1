import { mask, type Rule, rewritten, rewrittenJson, type Spot } from './rewriting.js';

/** Variables and configuration keys that can be set over OCPP and shall not be read. */
const secretName = /(password|authorizationkey|vpnkey|simpin)$/i;
/** Fields that are secrets by themselves, in OCPP and in our API. */
const secretField =
  /(password|passwd|secret|private_?key|api_?key|access_?token|simpin|^token|^authorization)$/i;
/** The same in vendors' data, where nobody has said what a field means; a driver's token is no secret of this kind. */
const vendorSecret = /(password|passwd|pwd|secret|key|token|credentials?|passphrase|(^|[^a-z])pin)$/i;
const vendorOpen = /(public_?key|id_?token)$/i;
const valueField = /^(value|attributeValue|actualValue|pendingValue|desiredValue|knownValue)$/;

/** In small letters; one expression is quicker than a look for each word. A letter may be an escape. */
const hint =
  /p(?:assw|rivate)|s(?:ecret|impin)|a(?:uthoriz|pi_?key|ccess_?token)|vpn|"token"|\\u00|:\\?\/\\?\/[^\s"/?#@]+@/;
const vendorPlace = /"(?:custom)?data"/;
const vendorHint = /key|token|pwd|credential|passphrase|pin/;

/** ftp://anna:1234@host; not what tells people how to write it. */
const credentials = /(?<=[a-z][a-z\d+.-]*:\/\/)(?!user:password@)[^\s/?#@]+@/gi;
/** password=…, in words */
const pair =
  /((?:password|passwd|pwd|secret|passphrase|api_?key|private_?key|access_?token)"?\s*[=:]\s*"?)[^\s;,&"]+/gi;

export { mask };
export const isSecretName = (name: unknown): boolean => typeof name === 'string' && secretName.test(name);

/** Passwords and keys, whichever message, event or argument carries them. */
export const secrets: Rule = {
  hint: (json) => hint.test(json) || (vendorPlace.test(json) && vendorHint.test(json)),
  field(spot) {
    const { field, value } = spot;
    if (value === null || value === undefined || typeof value === 'boolean') return undefined;
    if (isSecret(spot)) return mask;
    if (!isNamed(spot)) return undefined;
    if (valueField.test(field)) return mask;
    return field === 'variableAttribute' && Array.isArray(value) ? value.map(withoutValue) : undefined;
  },
  text(text, free) {
    const shown = text.includes('://') ? text.replace(credentials, `${mask}@`) : text;
    return free ? shown.replace(pair, `$1${mask}`) : shown;
  },
};

function isSecret({ field, holder, under, free }: Spot): boolean {
  if (secretField.test(field) || (under === 'vpn' && field === 'key')) return true;
  // Beside a value, a key is a name.
  return free && isVendorSecret(field) && !(field === 'key' && 'value' in holder);
}

const isVendorSecret = (name: string): boolean => vendorSecret.test(name) && !vendorOpen.test(name);

/** Whether the object's value is that of a secret. */
function isNamed({ holder, free }: Spot): boolean {
  const name = nameIn(holder);
  return secretName.test(name) || secretField.test(name) || (free && isVendorSecret(name));
}

/** A configuration key, or the variable that is spoken of. */
function nameIn(holder: object): string {
  const { key, variable, name } = holder as { key?: unknown; variable?: unknown; name?: unknown };
  const spoken =
    typeof variable === 'object' && variable !== null ? (variable as { name?: unknown }).name : variable;
  return [key, spoken, name].find((each) => typeof each === 'string') ?? '';
}

const withoutValue = (attribute: object): object =>
  'value' in attribute ? { ...attribute, value: mask } : attribute;

/** A frame, or other JSON, as it may be kept. */
export const redactedJson = (frame: string): string => rewrittenJson(frame, [secrets]);

/** A payload, or anything of that kind, as it may be kept. The same object where there is nothing to hide. */
export const redacted = <Payload>(payload: Payload): Payload => rewritten(payload, [secrets]);

/** Words of anybody's, as they may be kept. */
export const redactedWords = (words: string): string => secrets.text(words, true);

/** Shorter ones stand in too many words by chance. */
const shortestEchoed = 6;

/** The secrets that a frame, or other JSON, holds: whoever answers it may quote them anywhere. */
export function secretsIn(json: string): string[] {
  const found = new Set<string>();
  const field: Rule['field'] = (spot) => {
    const instead = secrets.field(spot);
    if (instead === mask && String(spot.value).length >= shortestEchoed) found.add(String(spot.value));
    return instead;
  };
  rewrittenJson(json, [{ ...secrets, field }]);
  return [...found];
}

/** A text without these secrets, also where they stand in it as JSON has them. */
export const without = (known: readonly string[], text: string): string =>
  known
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((kept, secret) => kept.replaceAll(secret, mask), text);

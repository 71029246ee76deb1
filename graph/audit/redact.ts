/** What stands where a secret was. */
export const mask = '**********';

const longestText = 2000;
const longestList = 100;

const secretField = /(password|secret|privatekey|apikey|accesstoken|simpin)$/i;
/** Variables and configuration keys that can be set and shall not be read. */
const secretName = /(password|authorizationkey|vpnkey|simpin)$/i;
const valueField = /^(value|attributeValue|actualValue)$/;
/** ftp://user:password@host */
const credentials = /(?<=[a-z][a-z\d+.-]*:\/\/)[^\s/?#@]+@/gi;

/** Arguments as they may be kept: without secrets, and not longer than anybody reads. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return shortened(value.replace(credentials, `${mask}@`));
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 20) return '…';
  if (Array.isArray(value)) {
    const shown = value.slice(0, longestList).map((each) => redacted(each, depth + 1));
    return value.length > longestList ? [...shown, `… ${value.length} in all`] : shown;
  }
  const named = secretName.test(nameIn(value));
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => {
      const secret = secretField.test(field) || (named && valueField.test(field));
      if (secret && each !== null && each !== undefined) return [field, mask];
      if (field === 'vpn' && typeof each === 'object' && each !== null)
        return [field, { ...(redacted(each, depth + 1) as object), key: mask }];
      return [field, redacted(each, depth + 1)];
    }),
  );
}

const shortened = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText)}… ${text.length} characters in all` : text;

/** A configuration key, or the variable that is spoken of. */
function nameIn(value: object): string {
  const { key, variable, name } = value as { key?: unknown; variable?: unknown; name?: unknown };
  const spoken =
    typeof variable === 'object' && variable !== null ? (variable as { name?: unknown }).name : variable;
  return String(key ?? spoken ?? name ?? '');
}

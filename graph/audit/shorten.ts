const longestText = 2000;
const longestList = 100;
const deepest = 20;

/** Arguments no longer than anybody reads, as JSON has them. */
export function shortened(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cut(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '…';
  if (Array.isArray(value)) {
    const shown = value.slice(0, longestList).map((each) => shortened(each, depth + 1));
    return value.length > longestList ? [...shown, `… ${value.length} in all`] : shown;
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [field, shortened(each, depth + 1)]),
  );
}

const cut = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText)}… ${text.length} characters in all` : text;

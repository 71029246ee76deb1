/** PostgreSQL's text holds no NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '\ufffd');

/** JSON text as jsonb takes it: NUL and lone surrogates, which JSON writes as escapes, are replaced. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u')) return text;
  return text.replace(/\\(\\|u0000|ud[89a-f]..)/g, (found) => (found === '\\\\' ? found : '\\ufffd'));
}

/** PostgreSQL text holds no NUL, and lone surrogates are no UTF-8: both come as \u escapes and are replaced. */
export function storablePayload(payload: unknown, text: string): unknown {
  return /\\u(0000|[dD][89a-fA-F])/.test(text) ? cleaned(payload) : payload;
}

function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').toWellFormed();
  if (typeof value !== 'object' || value === null || depth > 100) return value;
  if (Array.isArray(value)) return value.map((each) => cleaned(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [cleaned(key), cleaned(each, depth + 1)]),
  );
}

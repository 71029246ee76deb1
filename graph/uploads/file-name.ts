const longest = 120;

/** The first of these names that is one, made harmless: no folders, no control or shell characters, not too long. */
export function fileNameOf(names: (string | null | undefined)[], otherwise: string): string {
  for (const name of names) {
    const harmless = clean(name ?? '');
    if (harmless !== '') return harmless;
  }
  return clean(otherwise) || 'log';
}

function clean(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const safe = base
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ +@=-]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  // The ending says what it is: it stays.
  const ending = /\.\w{1,10}(\.\w{1,10})?$/.exec(safe)?.[0] ?? '';
  return safe.length <= longest ? safe : safe.slice(0, longest - ending.length) + ending;
}

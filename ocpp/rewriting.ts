/** A field on its way into what is kept. */
export interface Spot {
  field: string;
  value: unknown;
  /** The object it stands in, and the field under which that stands. */
  holder: object;
  under: string;
  /** Inside of what vendors make up by themselves. */
  free: boolean;
}

/** What must not be kept as it came. */
export interface Rule {
  /** A quick look at JSON, in small letters: whether it may hold anything of the kind. */
  hint(json: string): boolean;
  /** What stands in the place of a field; undefined where it may stay, or is looked into. */
  field(spot: Spot): unknown;
  /** What stands in the place of a text. */
  text(text: string, free: boolean): string;
}

/** What stands where something can't be looked into. */
export const mask = '**********';

/** Deeper than any message of OCPP. */
const deepest = 60;
/** A text inside of vendors' data that is longer is not taken for JSON. */
const longestJson = 100_000;

interface Place {
  under: string;
  free: boolean;
  depth: number;
}

/** A value as the rules let it be kept. The same object where there is nothing to replace. */
export const rewritten = <Value>(value: Value, rules: readonly Rule[]): Value =>
  walk(value, rules, { under: '', free: false, depth: 0 }) as Value;

/** JSON as the rules let it be kept: to the letter where there is nothing to replace. */
export function rewrittenJson(json: string, rules: readonly Rule[]): string {
  const small = json.toLowerCase();
  const concerned = rules.filter((rule) => rule.hint(small));
  if (concerned.length === 0) return json;
  try {
    const value: unknown = JSON.parse(json);
    const kept = rewritten(value, concerned);
    return kept === value ? json : JSON.stringify(kept);
  } catch {
    // Nobody knows what in it is the secret.
    return mask;
  }
}

function walk(value: unknown, rules: readonly Rule[], place: Place): unknown {
  if (typeof value === 'string') return text(value, rules, place);
  if (typeof value !== 'object' || value === null || isWhole(value)) return value;
  if (place.depth > deepest) return mask;
  return Array.isArray(value) ? items(value, rules, place) : fields(value, rules, place);
}

function items(list: unknown[], rules: readonly Rule[], { under, free, depth }: Place): unknown[] {
  const place = { under, free, depth: depth + 1 };
  let kept = list;
  for (const [index, each] of list.entries()) {
    const instead = walk(each, rules, place);
    if (instead === each) continue;
    if (kept === list) kept = [...list];
    kept[index] = instead;
  }
  return kept;
}

function fields(holder: object, rules: readonly Rule[], { under, free, depth }: Place): object {
  let kept: Record<string, unknown> | undefined;
  for (const [field, value] of Object.entries(holder)) {
    const instead =
      ruled({ field, value, holder, under, free }, rules) ??
      walk(value, rules, { under: field, free: free || isFree(field), depth: depth + 1 });
    if (instead === value) continue;
    kept ??= { ...holder };
    kept[field] = instead;
  }
  return kept ?? holder;
}

function ruled(spot: Spot, rules: readonly Rule[]): unknown {
  for (const rule of rules) {
    const instead = rule.field(spot);
    if (instead !== undefined) return instead;
  }
  return undefined;
}

/** What stands there is the vendor's: DataTransfer's `data`, and `customData` of any message. */
const isFree = (field: string): boolean => field === 'data' || field === 'customData';

/** 1.6 has text only, so vendors write JSON into it. */
function text(value: string, rules: readonly Rule[], place: Place): string {
  if (place.free && /^\s*[[{]/.test(value)) {
    if (value.length > longestJson)
      return rules.some((rule) => rule.hint(value.toLowerCase())) ? mask : value;
    const inner = parsed(value);
    if (inner !== undefined) {
      const kept = walk(inner, rules, { ...place, depth: place.depth + 1 });
      return kept === inner ? value : JSON.stringify(kept);
    }
  }
  return rules.reduce((kept, rule) => rule.text(kept, place.free), value);
}

const isWhole = (value: object): boolean =>
  value instanceof Date || value instanceof Error || ArrayBuffer.isView(value);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

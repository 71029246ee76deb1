import type { Shape } from './shape.js';

/** What a form holds: empty means left out. */
export type Entry = unknown;

/** What a required field begins with, so that what has to be filled in is open at once. */
export function initial(shape: Shape, depth = 0): Entry {
  if (shape.kind === 'list') return [initial(shape.of, depth + 1)];
  if (shape.kind !== 'object' || depth > 8) return undefined;
  const needed = shape.fields.filter(({ required }) => required);
  return Object.fromEntries(needed.map((field) => [field.name, initial(field.shape(), depth + 1)]));
}

/** What is sent: fields without a value, and objects and list items without any, stay out. */
export function filled(entry: Entry): unknown {
  if (entry === undefined || entry === null || entry === '') return undefined;
  if (Array.isArray(entry)) {
    const items = entry.map(filled).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof entry !== 'object') return entry;
  const kept = Object.entries(entry).flatMap(([name, value]) => {
    const whole = filled(value);
    return whole === undefined ? [] : [[name, whole] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Paths of required fields that have no value, in objects that have one. */
export function missing(shape: Shape, entry: Entry, path = ''): string[] {
  if (shape.kind === 'list') {
    if (!Array.isArray(entry)) return [];
    return entry.flatMap((item, index) => missing(shape.of, item, `${path}[${index}]`));
  }
  if (shape.kind !== 'object' || typeof entry !== 'object' || entry === null) return [];
  return shape.fields.flatMap((field) => {
    const at = path ? `${path}.${field.name}` : field.name;
    const value = (entry as Record<string, Entry>)[field.name];
    if (filled(value) === undefined) return field.required && !mayBeEmpty(field.shape()) ? [at] : [];
    return missing(field.shape(), value, at);
  });
}

/** An object none of whose fields is required is whole when it is empty. */
const mayBeEmpty = (shape: Shape): boolean =>
  shape.kind === 'object' && shape.fields.every(({ required }) => !required);

/** What is filled in, in OCPP's own words: GraphQL has to write some of them differently (`L1_N` for `L1-N`). */
export function wired(shape: Shape, entry: Entry): unknown {
  const value = filled(entry);
  if (value === undefined) return undefined;
  if (shape.kind === 'choice') {
    const { description } = shape.values.find(({ name }) => name === value) ?? {};
    return /^OCPP: (.+)$/m.exec(description ?? '')?.[1] ?? value;
  }
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => wired(shape.of, item));
  if (shape.kind !== 'object' || typeof value !== 'object') return value;
  const shapes = new Map(shape.fields.map((field) => [field.name, field.shape]));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => {
      const shapeOfIt = shapes.get(name);
      return [name, shapeOfIt ? wired(shapeOfIt(), each) : each];
    }),
  );
}

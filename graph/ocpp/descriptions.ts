import { capital, inWords } from './names.js';
import type { Schema } from './shapes.js';

/** The schemas quote the specification's source: its links, its line ends, and the labels of its information model. */
export function tidy(text: string): string {
  const lines = text.split(/\r?\n/);
  const said = lines.filter((line, index) => !isLabel(line) && !isLabel(lines[index + 1]));
  return said
    .join(' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\[?<<[^<>,]*,\s*([^<>]*)>>\]?/g, '$1')
    .replaceAll(/<<([^<>]*)>>/g, '$1')
    .replaceAll(/\*\(2\.1\)\*/g, '')
    .replaceAll(/(?<=^|[\s("])[*_]([^*_\s]+)[*_](?=$|[\s.,:;)"])/g, '$1')
    .replaceAll(/(?<=\s)\*([^*\s][^*]*)\*(?=\s)/g, '$1')
    .replaceAll('\\|', '|')
    .replaceAll(/\s\+(?=\s|$)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const isLabel = (line: string | undefined): boolean => /^\s*urn:x-/.test(line ?? '');

/** What a field is, by the schema's own words or else its name, and what it may hold. */
export function describeField(name: string, schema: Schema): string {
  if (name === 'customData')
    return 'What vendors add to the standard: their vendorId, and whatever they agree on.';
  const own = tidy(schema.description ?? '');
  return [sentence(own || inWords(name)), ...limits(schema), ...unit(name, own)].join(' ');
}

export const sentence = (text: string): string => {
  const begun = /^[a-z]+\b(?![A-Z])/.test(text) ? capital(text) : text;
  return /[.!?)]$/.test(begun) ? begun : `${begun}.`;
};

function* limits(schema: Schema): Generator<string> {
  const { maxLength, minimum, maximum, multipleOf, minItems = 0, maxItems } = schema;
  if (maxLength !== undefined) yield `At most ${maxLength} characters.`;
  if (minimum !== undefined && maximum !== undefined) yield `${minimum} to ${maximum}.`;
  else if (minimum !== undefined) yield `At least ${minimum}.`;
  else if (maximum !== undefined) yield `At most ${maximum}.`;
  if (multipleOf !== undefined) yield `In steps of ${multipleOf}.`;
  if (minItems > 1) yield `At least ${minItems} of them.`;
  if (maxItems !== undefined) yield `At most ${maxItems} of them.`;
  if (schema.format === 'uri') yield 'A URI.';
  if (schema.default !== undefined) yield `Left out, it means ${JSON.stringify(schema.default)}.`;
}

/** OCPP counts intervals in seconds and does not say so everywhere. */
const unit = (name: string, said: string): string[] =>
  /Interval$/.test(name) && !/seconds/.test(said) ? ['In seconds.'] : [];

import { registerEnumType } from 'type-graphql';

/** An enum of the API from a table of its words: each with what it means and, where it differs, what the database holds. */
export function words<const Name extends string>(
  name: string,
  description: string,
  table: Record<Name, string>,
): Record<Name, Name>;
export function words<const Name extends string, Kept extends string>(
  name: string,
  description: string,
  table: Record<Name, string>,
  kept: Record<Name, Kept>,
): Record<Name, Kept>;
export function words(
  name: string,
  description: string,
  table: Record<string, string>,
  kept?: Record<string, string>,
): Record<string, string> {
  const values = kept ?? Object.fromEntries(Object.keys(table).map((word) => [word, word]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(table).map(([word, about]) => [word, { description: about }]),
    ),
  });
  return values;
}

export const Direction = words('Direction', 'Which end of an order comes first.', {
  ASC: 'Smallest, oldest or first in the alphabet first.',
  DESC: 'Largest, newest or last in the alphabet first.',
});
export type Direction = keyof typeof Direction;

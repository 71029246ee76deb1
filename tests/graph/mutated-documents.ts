import fc from 'fast-check';

/** What people write. */
export const shown = [
  '{ stations(first: 5, filter: { online: true }) { totalCount nodes { id evses { evseId connectors { status } } } } }',
  'query ($id: ID!) { station(id: $id) { id transactions(first: 3) { nodes { id energyWh meterValues { nodes { value } } } } } }',
  '{ events(last: 4) { nodes { __typename cursor ... on TransactionStarted { transactionRef } } } }',
  '{ stationMessages(first: 2, orderBy: { field: RECEIVED_AT, direction: DESC }) { nodes { id } pageInfo { endCursor } } }',
  'mutation { updateIdToken(id: "1", input: { note: "x", expiresAt: "2030-01-01T00:00:00Z" }) { id status } }',
  'fragment f on Location { id name } { locations { nodes { ...f } } me { rights } __schema { queryType { name } } }',
];
const pieces = [
  '{', '}', '(', ')', '[', ']', '!', '$', ':', '...', '@skip(if: true)', '@include(if: $id)', 'null', '""', '"\\u0000"',
  '"\\uD800"', '9223372036854775808', '-1', '1e999', '"\'; drop table charging_station; --"', 'first: 501', 'first: -1',
  'after: "x"', 'id', 'nodes { id }', '__typename', 'on Query', '"""block"""', '#', ',', '\ufeff', '𝕏', 'true',
  'filter: { ids: [] }', 'fragment g on Query { ...g }', 'subscription { stationEvents { type } }',
]; // biome-ignore format: a list to read at a glance

/** A document that was cut, doubled, pierced or mixed with another; whole ones are among them. */
export const mutated = (bases: readonly string[]) =>
  fc
    .tuple(
      fc.oneof(fc.constantFrom(...shown), fc.constantFrom(...bases)),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          length: fc.nat(12),
          put: fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...bases), fc.string({ maxLength: 6 })),
          cut: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
    )
    .map(([base, changes]) =>
      changes.reduce((text, { at, length, put, cut }) => {
        const place = Math.floor(at * text.length);
        return text.slice(0, place) + (cut ? '' : ` ${put} `) + text.slice(cut ? place + length : place);
      }, base),
    );

export const variables = fc.oneof(
  fc.constant({}),
  fc.record({
    id: fc.oneof(fc.string(), fc.constant('cp000'), fc.constant(null), fc.integer(), fc.jsonValue()),
  }),
);

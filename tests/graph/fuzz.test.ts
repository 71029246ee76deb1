import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type GraphQLSchema, isObjectType, parse, validate } from 'graphql';
import { graphSchema } from '../../graph/schema.js';
import { errorCodes } from '../../graph/server/errors.js';
import { minimalDocument } from './minimal-document.js';
import { openTestGraph, plant, type TestGraph } from './support.js';

/** FUZZ_DOCUMENTS says how many; usually a tenth of what a night is given. */
const documents = Number(process.env.FUZZ_DOCUMENTS || 2000);
/** The same ones each time, unless a run is to be another. */
const seed = Number(process.env.FUZZ_SEED || 20261125);
const mostMs = documents <= 2000 ? 60_000 : 900_000;

const shown = [
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

/** A document that was cut, doubled, pierced or mixed with another. */
const mutated = (bases: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...bases),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          length: fc.nat(12),
          put: fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...bases), fc.string({ maxLength: 6 })),
          cut: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([base, changes]) =>
      changes.reduce((text, { at, length, put, cut }) => {
        const place = Math.floor(at * text.length);
        return text.slice(0, place) + (cut ? '' : ` ${put} `) + text.slice(cut ? place + length : place);
      }, base),
    );

const variables = fc.oneof(
  fc.constant({}),
  fc.record({
    id: fc.oneof(fc.string(), fc.constant('cp000'), fc.constant(null), fc.integer(), fc.jsonValue()),
  }),
);

const leak =
  /select |insert |update .* set|from charging|pg_|relation|syntax error at|node_modules|\.[jt]s:\d|at async/i;

function rootDocuments(schema: GraphQLSchema): string[] {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (!isObjectType(query) || !isObjectType(mutation)) throw new Error('no roots');
  return [
    ...Object.values(query.getFields()).map((field) => minimalDocument('query', field)),
    ...Object.values(mutation.getFields()).map((field) => minimalDocument('mutation', field)),
  ];
}

describe('GraphQL documents that nobody wrote', () => {
  let graph: TestGraph;
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  before(async () => {
    graph = await openTestGraph({ environment: { API_RATE: '0', LOG_LEVEL: 'fatal' } });
    await plant(graph.pool, 4, 2);
    process.on('unhandledRejection', note);
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await graph.stop();
  });

  it(`${documents} mutated ones are answered within the schema, or refused with a code, and nothing leaks`, async () => {
    const schema = await graphSchema();
    const bases = [...shown, ...rootDocuments(schema)];
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(mutated(bases), variables, async (query, given) => {
        const response = await graph.post(JSON.stringify({ query, variables: given }));
        const { data, errors = [] } = (await response.json()) as {
          data?: unknown;
          errors?: { message: string; extensions: { code: string } }[];
        };
        for (const { message, extensions } of errors) {
          assert.ok(extensions.code in errorCodes, `${extensions.code}: ${message}`);
          assert.notEqual(extensions.code, 'INTERNAL_SERVER_ERROR', message);
          // What the caller wrote comes back in messages about it.
          if (extensions.code !== 'GRAPHQL_PARSE_FAILED' && extensions.code !== 'GRAPHQL_VALIDATION_FAILED')
            assert.doesNotMatch(message.replaceAll(/"[^"]*"/g, ''), leak);
          assert.ok(!('stacktrace' in extensions));
        }
        if (data === undefined || data === null) return assert.ok(errors.length > 0, query);
        answered += 1;
        // Only what fits the schema gets data.
        assert.deepEqual(validate(schema, parse(query)), []);
      }),
      {
        ...{ numRuns: documents, seed, interruptAfterTimeLimit: mostMs },
        // Whoever asks for so many wants all of them; a slow machine that runs the tests does not.
        markInterruptAsFailure: documents > 2000,
      },
    );
    assert.deepEqual(unhandled, []);
    assert.ok(answered > documents / 100, `${answered} were answered`);
    assert.equal((await graph.read('{ me { name } }')).me.name, 'admin', 'it goes on');
  });
});

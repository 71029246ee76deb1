import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type GraphQLSchema, isObjectType, parse, validate } from 'graphql';
import { graphSchema } from '../../graph/schema.js';
import { errorCodes } from '../../graph/server/errors.js';
import { heldBytes } from '../fuzz/memory.js';
import { minimalDocument } from './minimal-document.js';
import { misfits } from './misfits.js';
import { mutated, shown, variables } from './mutated-documents.js';
import { openTestGraph, plant, type TestGraph } from './support.js';

/** FUZZ_DOCUMENTS says how many; usually a tenth of what `npm run fuzz` takes. */
const documents = Number(process.env.FUZZ_DOCUMENTS || 2000);
/** The same ones each time, unless a run is to be another. */
const seed = Number(process.env.FUZZ_SEED || 20261125);
/** Of each half. */
const mostMs = documents <= 2000 ? 30_000 : 3_600_000;

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
  let schema: GraphQLSchema;
  let bases: string[];
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  before(async () => {
    graph = await openTestGraph({ environment: { API_RATE: '0', LOG_LEVEL: 'fatal' } });
    await plant(graph.pool, 4, 2);
    schema = await graphSchema();
    bases = [...shown, ...rootDocuments(schema)];
    process.on('unhandledRejection', note);
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await graph.stop();
  });

  let asked = 0;
  /** Each is answered within the schema, or refused with a code. @returns how many got data */
  async function fuzz(numRuns: number, seed: number): Promise<number> {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(mutated(bases), variables, async (query, given) => {
        asked += 1;
        const response = await graph.post(JSON.stringify({ query, variables: given }));
        const { data, errors = [], ...more } = (await response.json()) as Answered;
        assert.deepEqual(more, {}, 'data and errors, and nothing else');
        for (const error of errors) judge(error);
        if (data === undefined || data === null) return assert.ok(errors.length > 0, query);
        answered += 1;
        // Only what fits the schema gets data, and such that fits it.
        const document = parse(query);
        assert.deepEqual(validate(schema, document), []);
        assert.deepEqual(misfits(schema, document, data), [], query);
      }),
      {
        ...{ numRuns, seed, interruptAfterTimeLimit: mostMs },
        // Whoever says how many wants all of them; a slow machine that runs the tests does not.
        markInterruptAsFailure: process.env.FUZZ_DOCUMENTS !== undefined,
      },
    );
    return answered;
  }

  it(`${documents} mutated ones are answered within the schema, or refused with a code; nothing leaks, nothing is held on to`, async (t) => {
    // The engine keeps so many documents parsed: until it is full, it grows.
    const warmUp = Math.ceil(documents / 2);
    let answered = await fuzz(warmUp, seed);
    const warm = await heldBytes();
    answered += await fuzz(documents - warmUp, seed + 1);
    const grown = (await heldBytes()) / warm - 1;
    t.diagnostic(
      `${asked} of ${documents} documents, ${answered} got data; memory grew by ${(grown * 100).toFixed(1)} %`,
    );
    assert.ok(grown <= 0.1, `memory grew by ${(grown * 100).toFixed(1)} %`);
    assert.deepEqual(unhandled, []);
    assert.ok(answered > asked / 20, `${answered} were answered`);
    assert.equal((await graph.read('{ me { name } }')).me.name, 'admin', 'it goes on');
  });
});

interface Answered {
  data?: Record<string, unknown> | null;
  errors?: GivenError[];
}
interface GivenError {
  message: string;
  extensions: { code: string };
}

function judge({ message, extensions }: GivenError): void {
  assert.equal(typeof message, 'string');
  assert.ok(extensions.code in errorCodes, `${extensions.code}: ${message}`);
  assert.notEqual(extensions.code, 'INTERNAL_SERVER_ERROR', message);
  // What the caller wrote comes back in messages about it.
  if (extensions.code !== 'GRAPHQL_PARSE_FAILED' && extensions.code !== 'GRAPHQL_VALIDATION_FAILED')
    assert.doesNotMatch(message.replaceAll(/"[^"]*"/g, ''), leak);
  assert.ok(!('stacktrace' in extensions));
}

import { after, before, describe, test } from 'node:test';
import { type Chain, openChain } from '../stories/chain.js';
import { withoutRabbit } from '../support/broker.js';
import { type Case, run } from './case.js';
import { ends } from './v2-ends.js';
import { metered } from './v2-metering.js';
import { sessions } from './v2-sessions.js';
import { triggered } from './v2-triggers.js';
import { cases16 } from './v16.js';

/** Certification cases about what passes over the wire; docs/conformance.md lists them with all others. */
const cases: Case[] = [...cases16, ...ends, ...sessions, ...triggered, ...metered];

describe('certification cases over the wire', {
  skip: withoutRabbit,
  concurrency: 6,
  timeout: 280_000,
}, () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  after(() => chain?.stop());

  for (const [number, each] of cases.entries())
    for (const version of each.versions)
      test(`${each.name} (${version})`, () => run(chain, each, version, `CASE-${number}-${version}`));
});

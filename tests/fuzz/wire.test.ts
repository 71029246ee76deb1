import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { outboundActions } from '../../ocpp/directions.js';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { LocalBroker } from '../../platform/broker/local.js';
import { openTestRabbit, withoutRabbit } from '../support/broker.js';
import { type Charger, dial } from '../support/charger.js';
import { order } from '../support/commands.js';
import { sample } from '../support/sample.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';
import { mutatedAnswer, mutatedFrame } from './frames.js';
import { mutatedHandshake, shake } from './handshakes.js';
import { compileAll, judge } from './judge.js';
import { heldBytes } from './memory.js';
import { charge, type Neighbour } from './neighbour.js';

/** A tenth of the whole; `npm run fuzz` does all of it. */
const all = Number(process.env.FUZZ_FRAMES || 20_000);
/** Of each part, at most. */
const seconds = Number(process.env.FUZZ_SECONDS || 40);
const timeout = (seconds * 5 + 120) * 1000;
const stations = 8;
const framesEach = 25;
/** Stations that are asked, and handshakes, at once: most of that time is waiting. */
const crowd = 80;
const callsEach = 5;
const handshakesAtOnce = 400;

const bounded = (frames: number, each: number): fc.Parameters<unknown> => ({
  ...{ numRuns: Math.ceil(frames / each), interruptAfterTimeLimit: seconds * 1000 },
  // Whoever says how many wants all of them; a slow machine that runs the tests does not.
  markInterruptAsFailure: process.env.FUZZ_FRAMES !== undefined,
  ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }),
});

describe('mutated frames and handshakes against a running gateway with handlers', { timeout }, () => {
  let system: System;
  let neighbour: Neighbour;
  let warm = 0;
  /** Frames, answers and handshakes that were dealt with. */
  let done = 0;
  const stray: unknown[] = [];
  const note = (error: unknown) => stray.push(error);
  before(async () => {
    process.on('unhandledRejection', note);
    const broker = withoutRabbit ? new LocalBroker() : await openTestRabbit();
    system = await startSystem({ STATION_RATE: '0' }, broker);
    await system.pool.query(
      `insert into charging_station (id, validation_mode)
       select 'FUZZ-' || version || '-' || n, case when n % 2 = 0 then 'STRICT' else 'LENIENT' end
       from unnest($1::text[]) version, generate_series(0, $2 - 1) n`,
      [ocppVersions, stations],
    );
    compileAll(ocppVersions);
    neighbour = await charge(system);
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await system.stop();
  });

  const frames = (share: number) => async () => {
    const perRun = stations * framesEach;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ocppVersions).chain((version) =>
          fc.tuple(
            fc.constant(version),
            fc.array(fc.array(mutatedFrame(version), { maxLength: framesEach, minLength: framesEach }), {
              ...{ minLength: stations, maxLength: stations },
            }),
          ),
        ),
        async ([version, batches]) => {
          await Promise.all(batches.map((batch, n) => talk(`FUZZ-${version}-${n}`, version, batch)));
        },
      ),
      bounded(all * share, perRun),
    );
  };

  /** Says all of it at once, then a last thing that must be answered well. */
  async function talk(id: string, version: OcppVersion, batch: string[]): Promise<void> {
    const charger = await dial(`${system.url}/${id}`, { protocols: [version] });
    const sent = [...batch, '[2,"the last","Heartbeat",{}]'];
    for (const frame of sent) charger.send(frame);
    await answered(charger, 'the last');
    const answers = charger.frames.filter(([type]) => type !== 2);
    assert.ok(answers.length <= sent.length, 'no more answers than frames');
    for (const frame of charger.frames) judge(version, frame, sent);
    done += batch.length;
    await charger.hangUp();
  }

  async function answered(charger: Charger, id: string): Promise<void> {
    for (;;) {
      const [type, answeredId] = await charger.next(30_000);
      if (type === 3 && answeredId === id) return;
    }
  }

  test('frames to warm up', frames(0.15));

  test('frames', async () => {
    warm = await heldBytes();
    await frames(0.65)();
  });

  test('answers to what we ask', async () => {
    const asked = fc.constantFrom(...ocppVersions).chain((version) =>
      fc.record({
        version: fc.constant(version),
        calls: fc.array(fc.constantFrom(...outboundActions(version)), {
          minLength: callsEach,
          maxLength: callsEach,
        }),
        seed: fc.integer(),
      }),
    );
    const each = fc.array(asked, { minLength: crowd, maxLength: crowd });
    const property = fc.asyncProperty(each, async (batches) => {
      await Promise.all(batches.map((batch, n) => obey(`FUZZ-${batch.version}-${n}`, batch)));
    });
    await fc.assert(property, bounded(all * 0.1, crowd * callsEach));
  });

  async function obey(id: string, { version, calls, seed }: Calls): Promise<void> {
    const charger = await dial(`${system.url}/${id}`, { protocols: [version] });
    await charger.call('Heartbeat', {});
    const orders = calls.map((action) => ({
      ...{
        station: id,
        version,
        action,
        payload: sample(version, action, 'Request', 'MINIMAL'),
        timeoutMs: 300,
      },
    }));
    const ids = await order(system, system.gateway.id, orders);
    for (const [n, action] of calls.entries()) {
      const [, messageId] = await charger.asked(20_000);
      const answer = sample(version, action, 'Response', n % 2 === 0 ? 'MAXIMAL' : 'MINIMAL');
      const [mutated] = fc.sample(mutatedAnswer(answer, messageId), { seed: seed + n, numRuns: 1 });
      charger.send(mutated as string);
    }
    await until(
      'an end of each',
      async () => {
        const { rows } = await system.pool.query(
          `select from command where id = any($1) and state = 'SENT'`,
          [ids],
        );
        return rows.length === 0;
      },
      { ms: 30_000 },
    );
    for (const frame of charger.frames) if (frame[0] !== 3) judge(version, frame, []);
    done += calls.length;
    await charger.hangUp();
  }

  test('handshakes', async () => {
    const port = Number(new URL(system.url).port);
    const several = fc.array(mutatedHandshake, { minLength: handshakesAtOnce, maxLength: handshakesAtOnce });
    const property = fc.asyncProperty(several, async (handshakes) => {
      await Promise.all(handshakes.map((handshake) => meet(port, handshake)));
    });
    await fc.assert(property, bounded(all * 0.1, handshakesAtOnce));
  });

  async function meet(port: number, handshake: string): Promise<void> {
    const { status, text } = await shake(port, handshake);
    done += 1;
    if (status === undefined) return assert.ok(text === '', text);
    assert.ok(status === 101 || (status >= 400 && status < 500) || status === 501 || status === 505, text);
    assert.doesNotMatch(text, /\bat .*\.js:\d/, 'no stack');
  }

  test('no promise was left, nothing is held on to, and the neighbour has noticed nothing', async (t) => {
    const grown = (await heldBytes()) / warm - 1;
    await neighbour.finish();
    assert.deepEqual(stray, []);
    assert.ok(grown < 0.1, `memory grew by ${(grown * 100).toFixed(1)} %`);
    t.diagnostic(`${done} of ${all}; memory grew by ${(grown * 100).toFixed(1)} %`);
    if (process.env.FUZZ_FRAMES !== undefined) assert.ok(done >= all, `${done} of ${all}`);
  });
});

interface Calls {
  version: OcppVersion;
  calls: string[];
  seed: number;
}

import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { mock, test } from 'node:test';
import argon2 from 'argon2';
import { hashPassword } from '../../platform/passwords.js';
import { knock, type Reception } from '../support/knock.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

const password = 'chosen by somebody';
/** At 20 ms each they take some 2.4 s at least. */
const crowd = 120 * Math.max(1, availableParallelism() - 1);
const ids = Array.from({ length: crowd }, (_, i) => `CROWD-${i}`);

async function crowded(environment: Record<string, string>): Promise<System> {
  const system = await startSystem({ UNKNOWN_STATIONS: 'reject', ...environment });
  await system.pool.query(
    'insert into charging_station (id, security_profile, password_hash) select id, 1, $2 from unnest($1::text[]) as s (id)',
    [ids, await hashPassword(password)],
  );
  return system;
}

const come = (system: System, id: string): Promise<Reception> =>
  knock(`${system.url}/${id}`, {
    'Sec-WebSocket-Protocol': 'ocpp1.6',
    Authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`,
  });
const statuses = (receptions: Reception[]) => [...new Set(receptions.map(({ status }) => status))].sort();

test('who waits too long for a password to be worked out is told when to come again, and it is known by then', async () => {
  const system = await crowded({ HANDSHAKE_TIMEOUT: '1' });
  const verify = mock.method(argon2, 'verify');
  try {
    const first = await Promise.all(ids.map((id) => come(system, id)));
    assert.deepEqual(statuses(first), [101, 503]);
    for (const { status, headers, body } of first)
      if (status === 503) {
        assert.match(String(headers['retry-after']), /^([5-9]|1[0-4])$/);
        assert.match(body, /try again later/);
      }
    // They come again while theirs still wait: nobody goes to the end of the queue for that.
    await until(
      'all there',
      async () => {
        const again = await Promise.all(ids.map((id) => come(system, id)));
        return again.every(({ status }) => status === 101);
      },
      { ms: 60_000 },
    );
    assert.equal(verify.mock.callCount(), crowd, 'each once');
  } finally {
    verify.mock.restore();
    await system.stop();
  }
});

test('who waits while the handlers stop is told to come again at once, to others', async () => {
  const system = await crowded({});
  try {
    const coming = Promise.all(ids.map((id) => come(system, id)));
    await until('the first is in', () => opened(system));
    const began = Date.now();
    await system.handlers.stop();
    assert.ok(Date.now() - began < 2000, `stopping took ${Date.now() - began} ms`);
    system.handlers = { stop: async () => undefined };
    const receptions = await coming;
    assert.deepEqual(statuses(receptions), [101, 503]);
    for (const { status, headers } of receptions)
      if (status === 503) assert.equal(headers['retry-after'], '1');
  } finally {
    await system.stop();
  }
});

/** Whether any has been let in. */
const opened = async ({ pool }: System): Promise<boolean> =>
  ((await pool.query('select from connection limit 1')).rowCount ?? 0) > 0;

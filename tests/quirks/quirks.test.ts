import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import argon2 from 'argon2';
import { dial } from '../support/charger.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';
import { clocks } from './clocks.js';
import { type HandshakeQuirk, handshakes, password } from './handshakes.js';
import { idsAndRetries } from './ids-and-retries.js';
import { knockAs } from './knocking.js';
import { meterValues } from './meter-values.js';
import { oddFrames } from './odd-frames.js';
import { payloads } from './payloads.js';
import { blockedTag, type Quirk, start, tag } from './quirk.js';
import { replay } from './replay.js';
import { sessions } from './sessions.js';
import { transactionIds } from './transaction-ids.js';

const families: Record<string, Quirk[]> = {
  'ids and retries': idsAndRetries,
  'transaction ids': transactionIds,
  sessions,
  'meter values': meterValues,
  clocks,
  'non-conformant payloads': payloads,
  'odd frames': oddFrames,
};

let system: System;
let neighboursTransactionId: number;
before(async () => {
  system = await startSystem({ STATION_RATE: '0' });
  await system.pool.query(
    `insert into id_token (id_token, status) values ($1, 'ACCEPTED'), ($2, 'BLOCKED')`,
    [tag, blockedTag],
  );
  await system.pool.query(
    `insert into charging_station (id, security_profile, password_hash) values ('Säule:7', 1, $1)`,
    [await argon2.hash(password)],
  );
  const neighbour = await dial(`${system.url}/NEIGHBOUR`);
  const [, , payload] = await neighbour.say(start());
  neighboursTransactionId = (payload as { transactionId: number }).transactionId;
  await neighbour.hangUp();
});
after(() => system.stop());

let stations = 0;
for (const [family, quirks] of Object.entries(families))
  describe(family, { concurrency: 8 }, () => {
    for (const quirk of quirks)
      for (const mode of ['LENIENT', 'STRICT'] as const)
        test(`${quirk.name} (${quirk.seen}), ${mode.toLowerCase()}`, () =>
          replay(system, quirk, { station: `Q-${++stations}`, mode, neighboursTransactionId }));
  });

describe('handshakes', { concurrency: 8 }, () => {
  for (const quirk of handshakes) test(`${quirk.name} (${quirk.seen})`, () => meet(quirk));
});

async function meet(quirk: HandshakeQuirk): Promise<void> {
  const { status, body, charger, echo } = await knockAs(quirk, system.url);
  const { opens, refused } = quirk;
  if (opens) {
    assert.equal(status, 101, body);
    assert.equal(echo, opens.echo ?? '');
    assert.equal((await charger?.call('Heartbeat', {}))?.[0], 3);
    await charger?.hangUp();
    const { rows } = await system.pool.query('select ocpp_version from charging_station where id = $1', [
      opens.station,
    ]);
    assert.equal(rows[0]?.ocpp_version, opens.version);
  }
  if (!refused) return;
  assert.equal(status, refused.status);
  assert.match(body, refused.reason);
  const told = await until('a row', async () => {
    const { rows } = await system.pool.query('select reason from refused_handshake where path = $1', [
      quirk.path,
    ]);
    return rows[0]?.reason as string | undefined;
  });
  assert.match(told, refused.reason);
}

test("nothing that others sent has touched the neighbour's transaction", async () => {
  const { rows } = await system.pool.query('select status, ended_at from transaction where id = $1', [
    neighboursTransactionId,
  ]);
  assert.deepEqual(rows, [{ status: 'ACTIVE', ended_at: null }]);
});

const reported = /^([\w-]+( PR)?#\d+|independent client|citrineos source)(, [\w-]+( PR)?#\d+)*$/;

test('45 quirks or more, each with a name of its own, where it was seen, and an outcome for each mode', () => {
  const quirks = Object.values(families).flat();
  const all = [...quirks, ...handshakes];
  assert.ok(all.length >= 45, `${all.length}`);
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  for (const { name, seen } of all) assert.match(seen, reported, name);
  for (const { name, both, lenient, strict } of quirks)
    assert.ok(both ? !lenient && !strict : lenient && strict, name);
  for (const { name, opens, refused } of handshakes) assert.ok(!opens !== !refused, name);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword } from '../../platform/passwords.js';
import { knock, type Reception } from '../support/knock.js';
import { type System, startSystem } from '../support/system.js';
import { until } from '../support/until.js';

const password = 'correct horse battery';

/** A system of production, as far as these settings say. */
async function open(environment: Record<string, string>): Promise<System> {
  const system = await startSystem({ NODE_ENV: 'production', UNKNOWN_STATIONS: 'pending', ...environment });
  await system.pool.query(
    `insert into charging_station (id, security_profile, password_hash)
     values ('bare', 0, null), ('given one', 0, $1), ('profile 1', 1, $1)`,
    [await hashPassword(password)],
  );
  return system;
}

const come = (system: System, id: string, shown?: string): Promise<Reception> =>
  knock(`${system.url}/${encodeURIComponent(id)}`, {
    'Sec-WebSocket-Protocol': 'ocpp1.6',
    ...(shown === undefined
      ? {}
      : { Authorization: `Basic ${Buffer.from(`${id}:${shown}`).toString('base64')}` }),
  });

for (const [what, environment] of Object.entries<Record<string, string>>({
  'by itself': {},
  'where it is said so': { OPEN_STATIONS: 'false' },
  'where the port faces the world': { HOST: '0.0.0.0' },
}))
  test(`production turns stations without a password away ${what}`, async () => {
    const system = await open(environment);
    try {
      for (const id of ['bare', 'nobody entered it']) {
        const { status, body, headers } = await come(system, id);
        assert.equal(status, 401, id);
        assert.match(body, /no station comes in without a password here/);
        assert.doesNotMatch(body, /OPEN_STATIONS/, 'the next step is for our people only');
        assert.match(String(headers['www-authenticate']), /^Basic realm=/);
        await until('row', async () => {
          const { rows } = await system.pool.query(
            'select reason from refused_handshake where station_id = $1',
            [id],
          );
          return rows.some(({ reason }) => /issueStationPassword.*OPEN_STATIONS=true/.test(reason));
        });
        const { rows } = await system.pool.query('select online from charging_station where id = $1', [id]);
        assert.deepEqual(rows, [{ online: false }], 'it is there to be given a password');
      }
      assert.equal((await come(system, 'bare', password)).status, 401);
      assert.equal((await come(system, 'given one')).status, 401);
      assert.equal((await come(system, 'given one', password)).status, 101);
      assert.equal((await come(system, 'profile 1', password)).status, 101);
    } finally {
      await system.stop();
    }
  });

for (const [what, environment] of Object.entries<Record<string, string>>({
  'in production where that is said to be meant': { OPEN_STATIONS: 'true' },
  elsewhere: { NODE_ENV: 'development' },
}))
  test(`stations without a password come in ${what}`, async () => {
    const system = await open(environment);
    try {
      assert.equal((await come(system, 'bare')).status, 101);
      assert.equal((await come(system, 'profile 1')).status, 401);
    } finally {
      await system.stop();
    }
  });

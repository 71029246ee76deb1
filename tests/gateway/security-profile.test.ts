import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type System, startSystem } from '../support/system.js';

let system: System;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

test('whoever writes it: a security profile is never lowered', async () => {
  await system.pool.query(`insert into charging_station (id, security_profile) values ('RISES', 1)`);
  const to = (profile: number) =>
    system.pool.query(`update charging_station set security_profile = $1 where id = 'RISES'`, [profile]);
  await to(2);
  await to(2);
  await assert.rejects(to(1), /the security profile is 2 and can only be raised/);
});

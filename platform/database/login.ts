import { log } from '../log.js';
import type { DatabaseRole } from './grants.js';
import type { Pool } from './pool.js';

/** A process that could do anything to the database says so: its role has a login of its own. */
export async function warnOfOwner(pool: Pool, role: DatabaseRole): Promise<void> {
  const { rows } = await pool.query<{ login: string; owner: boolean }>(
    `select current_user as login, exists (
       select from pg_class where oid = to_regclass('charging_station') and pg_has_role(current_user, relowner, 'USAGE')) as owner`,
  );
  const [{ login, owner } = { login: '', owner: false }] = rows;
  if (owner)
    log.warn(
      { login },
      `${role} logs in as the owner of the database; let it log in as the role …_${role}, see SECURITY.md`,
    );
}

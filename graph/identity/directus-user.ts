import type { Queryable } from '../../platform/database/pool.js';
import type { Right } from '../access/rights.js';

/** An active user of Directus, with all policies that reach them. */
export interface DirectusUser {
  userId: string;
  name: string;
  role: string | null;
  policies: Policy[];
}

export interface Policy {
  admin: boolean;
  /** Where it holds: addresses, networks and ranges, separated by commas; null: everywhere. */
  networks: string | null;
  rights: Right[];
}

/** By what a user is found: a static token, or what an access token says. */
export type By = { token: string } | { userId: string; session: string | undefined };

/**
 * A permission for some fields or rows only opens nothing here, for what is read here are whole collections. Policies
 * of the parents of a role count; those of the public only for who has no role, as in Directus.
 */
const statement = `
  with recursive found as (
    select id, email, first_name, last_name, role from directus_users
    where status = 'active' and case
      when $1::text is not null then token = $1
      else id = $2::uuid and ($3::text is null or exists (
        select from directus_sessions s
        where s.token = $3 and s."user" = directus_users.id and s.expires >= now() and s.oauth_client is null))
    end
  ), lineage as (
    select r.id, r.parent from found join directus_roles r on r.id = found.role
    union
    select r.id, r.parent from lineage join directus_roles r on r.id = lineage.parent
  ), granted as (
    select distinct a.policy from directus_access a, found
    where a."user" = found.id or a.role in (select id from lineage)
      or (a.role is null and a."user" is null and found.role is null)
  )
  select found.id as "userId",
    coalesce(email, nullif(concat_ws(' ', first_name, last_name), ''), found.id::text) as name,
    (select name from directus_roles where id = found.role) as role,
    coalesce((
      select json_agg(json_build_object('admin', p.admin_access, 'networks', nullif(p.ip_access, ''), 'rights', (
        select coalesce(json_agg(m.action || ' ' || m.collection), '[]') from directus_permissions m
        where m.policy = p.id and (m.action = 'delete' or '*' = any(string_to_array(m.fields, ',')))
          and coalesce(m.permissions::text, '{}') in ('{}', 'null')
          and coalesce(m.validation::text, '{}') in ('{}', 'null'))))
      from granted join directus_policies p on p.id = granted.policy), '[]') as policies
  from found`;

/** Undefined when there is none, it is not active, or its session is over. */
export async function findUser(db: Queryable, by: By): Promise<DirectusUser | undefined> {
  const values = 'token' in by ? [by.token, null, null] : [null, by.userId, by.session ?? null];
  try {
    const { rows } = await db.query<DirectusUser>({ name: 'directus user', text: statement, values });
    return rows[0];
  } catch (error) {
    // No Directus has set itself up in this database (no such table), or it is at it just now (no right to read yet).
    if (['42P01', '42501'].includes(String((error as { code?: unknown }).code))) return undefined;
    throw error;
  }
}

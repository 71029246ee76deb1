import type pg from 'pg';

/** What the API reads to know a caller and what they may; of the rest of Directus it sees nothing. */
const identity: Record<string, readonly string[]> = {
  directus_users: ['id', 'email', 'first_name', 'last_name', 'role', 'status', 'token'],
  directus_sessions: ['token', 'user', 'expires', 'oauth_client'],
  directus_roles: ['id', 'parent', 'name'],
  directus_access: ['policy', 'user', 'role'],
  directus_policies: ['id', 'admin_access', 'ip_access'],
  directus_permissions: ['policy', 'action', 'collection', 'fields', 'permissions', 'validation'],
};

/** Opens that to the API's role of the database, where migrations have made one. */
export async function openIdentity(client: pg.Client): Promise<void> {
  // Named as platform/database/role-names.ts does.
  const { rows } = await client.query<{ role: string }>(
    `select quote_ident(rolname) as role from pg_roles where rolname = left(current_database(), 50) || '_graph'`,
  );
  for (const { role } of rows)
    for (const [table, columns] of Object.entries(identity)) {
      const named = columns.map((column) => `"${column}"`).join(', ');
      await client.query(`grant select (${named}) on ${table} to ${role}`);
    }
}

import type { DatabaseRole } from './grants.js';

/** `chargeql_handlers` of the database `chargeql`: roles belong to the whole server, which may hold several of us. */
export const roleName = (database: string, role: DatabaseRole): string => `${database.slice(0, 50)}_${role}`;

const databaseOf = (url: URL): string => decodeURIComponent(url.pathname.slice(1));

/** The same database, logged in as a role of it. */
export function asRole(ownerUrl: string, role: DatabaseRole, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(roleName(databaseOf(url), role));
  url.password = encodeURIComponent(password);
  return url.href;
}

/** The same login, which puts its own rights aside for those of a role. */
export function takingRole(ownerUrl: string, role: DatabaseRole): string {
  const url = new URL(ownerUrl);
  url.searchParams.set('options', `-c role=${roleName(databaseOf(url), role)}`);
  return url.href;
}

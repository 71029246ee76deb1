import type { Right } from '../access/rights.js';

/** Who asks, and what they may. */
export interface Identity {
  /** Shown as `requestedBy` of the commands they give: an e-mail address where there is one. */
  name: string;
  /** The user of Directus; null for the bearer of ADMIN_TOKEN. */
  userId: string | null;
  /** The role's name; null without one. */
  role: string | null;
  /** May do everything. */
  admin: boolean;
  rights: ReadonlySet<Right>;
  /** When the token ends; null: never by itself. */
  expiresAt: Date | null;
}

/** What came with a request: the Authorization value, `Bearer …` or the bare token, and from where. */
export interface Caller {
  authorization: string | undefined;
  address: string;
}

/** Finds out whose token it is; undefined when nobody's. Throws where it can say better why not. */
export type Identify = (token: string, address: string) => Promise<Identity | undefined>;

/** Whether two findings about the same bearer open the same. */
export const sameRights = (one: Identity, other: Identity): boolean =>
  one.userId === other.userId &&
  one.admin === other.admin &&
  one.rights.symmetricDifference(other.rights).size === 0;

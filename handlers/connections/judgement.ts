import type { RefusalStatus } from '../../platform/broker/messages.js';
import type { Entry, Guest, Known } from './entries.js';
import type { Knock } from './lockout.js';
import { Busy, fittingHash, knownToFit, type Shown } from './passwords.js';

/** What a guest has shown of itself: the security profile that this amounts to, and by what. */
export interface Proof {
  profile: 0 | 1 | 2 | 3;
  /** The hash its password fits. */
  passwordHash?: string;
  /** SHA-256 of its client certificate. */
  fingerprint?: string;
}

export interface Welcome {
  guest: Guest;
  proven: Proof;
}
export interface Turned {
  guest: Guest;
  refusal: {
    status: RefusalStatus;
    /** For the one who knocks. */
    reason: string;
    /** For our own people, where they may know more. */
    recorded?: string;
    retryAfterSeconds?: number;
  };
  /** Wrong credentials, to be counted. */
  failure?: Knock;
}
export type Verdict = Welcome | Turned;

export const isWelcome = (verdict: Verdict): verdict is Welcome => 'proven' in verdict;

/** Looks at a client certificate: its fingerprint where it is this station's and good, else what is wrong with it. */
export type CertificateCheck = (
  station: string,
  certificates: string[],
) => Promise<{ fingerprint: string } | { problem: string }>;

/** By what guests are judged. */
export interface Means {
  check: CertificateCheck;
  /** SECRET */
  secret: string | undefined;
  /** OPEN_STATIONS: whether a station needs to show nothing where nothing is entered for it to show. */
  open: boolean;
  /** Aborted when this process ends. */
  stopping: AbortSignal;
}

/** Who may come in: at once where nothing has to be worked out. */
export function judge(known: Known, means: Means): Verdict | Promise<Verdict> {
  const { guest, entry, lockedUntil } = known;
  if (lockedUntil) return lockedOut(known, lockedUntil);
  if (!entry) return stranger(known, means);
  const floor = entry.securityProfile;
  if (floor >= 2 && !guest.secure)
    return refuse(known, 403, `this station has security profile ${floor}: it has to come over TLS (wss)`);
  if (guest.certificates) return byCertificate(known, entry, means);
  if (floor === 3)
    return refuse(known, 403, 'this station has security profile 3: it has to show its client certificate');
  return byPassword(known, entry, means);
}

/** A certificate that is good is as much as a station can show; one that is not counts as none where none is needed. */
async function byCertificate(known: Known, entry: Entry, means: Means): Promise<Verdict> {
  const { guest } = known;
  const checked = await means.check(guest.station, guest.certificates as string[]);
  if ('fingerprint' in checked) return { guest, proven: { profile: 3, fingerprint: checked.fingerprint } };
  if (entry.securityProfile === 3) return refuse(known, 403, `the client certificate ${checked.problem}`);
  return byPassword(known, entry, means);
}

function byPassword(known: Known, entry: Entry, means: Means): Verdict | Promise<Verdict> {
  const { guest } = known;
  const hashes = entry.passwordHashes;
  if (entry.securityProfile === 0 && hashes.length === 0) {
    if (means.open) return { guest, proven: { profile: 0 } };
    if (guest.password === undefined) return refuse(known, 401, closed, { recorded: `${closed}; ${toOpen}` });
  }
  if (guest.password === undefined) return refuse(known, 401, 'no Basic authorization header was sent');
  if (guest.user !== guest.station)
    return refuse(known, 401, 'the Basic user name is not the station id of the URL', { counts: true });
  const fits = knownToFit(shownBy(guest, hashes, means));
  if (fits) return { guest, proven: provenBy(guest, fits) };
  const recorded = hashes.length === 0 ? 'no password is set for this station' : wrong;
  return workOut(known, shownBy(guest, hashes, means), recorded);
}

/** Nobody finds out by a password, or by the time that it takes, which stations there are. */
function stranger(known: Known, means: Means): Verdict | Promise<Verdict> {
  const unknown = `no station "${known.guest.station}" is known; an admin has to enter it first`;
  if (known.guest.password === undefined) return refuse(known, 404, unknown);
  return workOut(known, shownBy(known.guest, [], means), unknown);
}

const shownBy = (
  { station, password = '' }: Guest,
  hashes: string[],
  { secret, stopping }: Means,
): Shown => ({
  ...{ station, hashes, secret, stopping },
  password: Buffer.from(password, 'base64'),
});

async function workOut(known: Known, shown: Shown, recorded: string): Promise<Verdict> {
  const { guest } = known;
  try {
    const fits = await fittingHash(shown);
    if (fits) return { guest, proven: provenBy(guest, fits) };
    return refuse(known, 401, wrong, { recorded, counts: true });
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    return refuse(known, 503, error.message, { retryAfterSeconds: error.retryAfterSeconds });
  }
}

const wrong = 'the password is wrong';
const closed = 'no station comes in without a password here';
const toOpen = 'give this one a password (issueStationPassword, or in Directus), or set OPEN_STATIONS=true';

const provenBy = ({ secure }: Guest, passwordHash: string): Proof => ({
  profile: secure ? 2 : 1,
  passwordHash,
});

function lockedOut(known: Known, until: Date): Turned {
  const seconds = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000));
  const { guest } = known;
  const reason = `too many wrong credentials; locked out for another ${seconds} s`;
  return { guest, refusal: { status: 429, reason, retryAfterSeconds: seconds } };
}

function refuse(
  { guest, isHome }: Known,
  status: RefusalStatus,
  reason: string,
  {
    recorded,
    counts = false,
    retryAfterSeconds,
  }: { recorded?: string; counts?: boolean; retryAfterSeconds?: number } = {},
): Turned {
  const knock = { station: guest.station, address: guest.remoteAddress, isHome };
  return {
    guest,
    refusal: {
      ...{ status, reason },
      ...(recorded === undefined ? {} : { recorded }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
    ...(counts ? { failure: knock } : {}),
  };
}

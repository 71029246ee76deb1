import { mostPasswordBytes } from '../ocpp/passwords.js';

/** What a charger's URL and headers say about who it is (OCPP-J 1.6 §3.1, 2.x Part 4 §3.1). */
export interface Caller {
  station: string;
  user?: string;
  /** Its bytes in base64. */
  password?: string;
}

/** A handshake that can't be taken, in words for the charger's installer. */
export class Refused extends Error {}

/**
 * The identity is the last segment of the path, percent-decoded; any prefix and a trailing slash are fine.
 * The Basic user name is given beside it for whoever checks the password.
 */
export function readCaller(url: string, authorization: string | undefined): Caller {
  const station = readStation(url);
  return { station, ...readBasic(authorization, station) };
}

function readStation(url: string): string {
  const path = url.split(/[?#]/, 1)[0]?.replace(/\/+$/, '') ?? '';
  const segment = path.slice(path.lastIndexOf('/') + 1);
  if (segment === '') throw new Refused('the URL names no station; it ends in /<station id>');
  const station = decode(segment);
  if (station.length > 255) throw new Refused('the station id is longer than 255 characters');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come in.
  if (/[\u0000-\u001f\u007f]/.test(station)) throw new Refused('the station id has control characters');
  return station;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refused('the station id in the URL is not properly percent-encoded');
  }
}

/**
 * Ids with a colon are seen, so the user name is first tried as the id itself before the first colon splits. Some send
 * it percent-encoded, as it stands in their URL.
 */
function readBasic(authorization: string | undefined, station: string): Omit<Caller, 'station'> {
  const encoded = /^basic\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return {};
  const bytes = Buffer.from(encoded, 'base64');
  const own = Buffer.from(`${station}:`);
  const cut = bytes.subarray(0, own.length).equals(own) ? own.length - 1 : bytes.indexOf(':');
  if (cut < 0) return { user: bytes.toString('utf8'), password: '' };
  const password = bytes.subarray(cut + 1);
  if (password.length > mostPasswordBytes) throw new Refused('the password is longer than any OCPP knows');
  return {
    user: named(bytes.subarray(0, cut).toString('utf8'), station),
    password: password.toString('base64'),
  };
}

/** The id, where this is what it looks like in a URL. */
function named(user: string, station: string): string {
  try {
    return decodeURIComponent(user) === station ? station : user;
  } catch {
    return user;
  }
}

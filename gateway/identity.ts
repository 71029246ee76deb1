/** What a charger's URL and headers say about who it is (OCPP-J 1.6 §3.1, 2.x Part 4 §3.1). */
export interface Caller {
  station: string;
  user?: string;
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

/** Ids with a colon are seen, so the user name is first tried as the id itself before the first colon splits. */
function readBasic(authorization: string | undefined, station: string): Omit<Caller, 'station'> {
  const encoded = /^basic\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return {};
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const cut = text.startsWith(`${station}:`) ? station.length : text.indexOf(':');
  return cut < 0 ? { user: text, password: '' } : { user: text.slice(0, cut), password: text.slice(cut + 1) };
}

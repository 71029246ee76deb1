import { type RpcError, spell } from './errors.js';
import type { OcppVersion } from './versions.js';

/** Message type numbers (OCPP-J 1.6 §4.1.3; 2.1 Part 4 §4.1 adds 5 and 6). */
export const MessageType = { CALL: 2, CALLRESULT: 3, CALLERROR: 4, CALLRESULTERROR: 5, SEND: 6 } as const;

/**
 * The head of a frame: `[type, id, …`. The id stays the JSON text it came as, quotes included, so that
 * whatever a charger uses (numbers are seen) is echoed to the letter.
 */
export interface FrameHead {
  type: number;
  id: string;
}

/** What is echoed has to be JSON: no raw control character, no escape or number that JSON has not. */
const head =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is not to be there
  /^\s*\[\s*(\d{1,3})\s*,\s*("(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})){0,300}"|-?(?:0|[1-9]\d{0,19}))\s*[,\]]/;

/** Reads only the head, without parsing the payload; undefined when it has no such form. */
export function readHead(text: string): FrameHead | undefined {
  const match = head.exec(text);
  return match ? { type: Number(match[1]), id: match[2] as string } : undefined;
}

/** What JSON.parse makes of a head's id. */
export const idText = (id: string): string => String(JSON.parse(id));

/** The id that stands for "could not be read" (2.x Part 4 §4.2.3). */
export const unreadableId = '"-1"';

export const writeCall = (id: string, action: string, payload: unknown): string =>
  JSON.stringify([MessageType.CALL, id, action, payload]);

/** `id` is the JSON text of the call's id, see FrameHead. */
export const writeResult = (id: string, payload: unknown): string =>
  `[${MessageType.CALLRESULT},${id},${JSON.stringify(payload)}]`;

/** `id` is the JSON text of the call's id. The description is cut at 255 characters (Part 4 §4.2.3). */
export const writeError = (id: string, error: RpcError, version: OcppVersion): string =>
  `[${MessageType.CALLERROR},${id},${JSON.stringify(spell(error.code, version))},${JSON.stringify(
    error.message.slice(0, 255),
  )},${JSON.stringify(error.details)}]`;

/** 2.1 only: the answer we were given does not fit; nobody answers this (Part 4 §4.2.4). */
export const writeResultError = (id: string, error: RpcError): string =>
  `[${MessageType.CALLRESULTERROR},${id},${JSON.stringify(error.code)},${JSON.stringify(
    error.message.slice(0, 255),
  )},${JSON.stringify(error.details)}]`;

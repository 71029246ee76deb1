import type { ErrorObject } from 'ajv';
import { inboundActions } from '../ocpp/directions.js';
import { RpcError } from '../ocpp/errors.js';
import { MessageType } from '../ocpp/frames.js';
import { isHarmless, mend } from '../ocpp/leniency.js';
import { type Half, schemaOf } from '../ocpp/schemas.js';
import { allViolations, describe, type Finding, violationError } from '../ocpp/validation.js';
import type { OcppVersion } from '../ocpp/versions.js';
import { type Action, row } from './action.js';
import { storablePayload } from './storable.js';

export interface Frame {
  /** Empty when it could not be read. */
  action: string;
  messageId: string;
  payload: unknown;
  findings: Finding[];
}

/** Takes a CALL or SEND apart. Throws RpcError when its form is wrong (2.x Part 4 §4.2.1). */
export function parseFrame(text: string): Frame {
  let frame: unknown[];
  try {
    frame = JSON.parse(text);
  } catch {
    throw new RpcError('RpcFrameworkError', 'the frame is not valid JSON');
  }
  const [type, id, action, payload] = frame;
  if (typeof action !== 'string')
    throw new RpcError('RpcFrameworkError', 'the third element of a CALL is the action, a string');
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new RpcError('FormatViolation', 'the fourth element of a CALL is its payload, an object');
  if (frame.length > 4)
    throw new RpcError(
      'RpcFrameworkError',
      `a ${type === MessageType.SEND ? 'SEND' : 'CALL'} has four elements`,
    );
  return {
    action: action.slice(0, 100),
    messageId: String(id),
    payload: storablePayload(payload, text),
    findings: [],
  };
}

/**
 * Checks a payload against the official schema. A strict station is refused for what breaks it; a lenient one keeps
 * what is usable, and the findings are kept with the frame either way.
 *
 * @throws RpcError by the rule broken
 */
export function check(
  frame: Frame,
  version: OcppVersion,
  { strict, receivedAt }: { strict: boolean; receivedAt: Date },
): void {
  const errors = allViolations(version, frame.action, 'Request', frame.payload);
  if (errors.length === 0) return;
  frame.findings = errors.slice(0, 20).map(describe);
  const asked = { version, action: frame.action, half: 'Request', payload: frame.payload } as const;
  const fatal = strict ? errors : unforgivable(asked, errors, receivedAt.toISOString());
  if (fatal.length > 0) throw violationError(frame.action, fatal.slice(0, 20).map(describe));
}

interface Message {
  version: OcppVersion;
  action: string;
  half: Half;
  payload: unknown;
}

/** Mends, and looks again: a null that goes may have been required, what is wrapped into a list may be wrong inside. */
export function unforgivable(
  { version, action, half, payload }: Message,
  errors: ErrorObject[],
  receivedAt: string,
): ErrorObject[] {
  let left = errors;
  for (let pass = 0; pass < 4 && left.length > 0; pass++) {
    const fatal = mend(payload, left, receivedAt);
    if (fatal.length > 0) return fatal;
    left = allViolations(version, action, half, payload).filter((error) => !isHarmless(error));
  }
  return left;
}

/** The handler of an action, or the code that the specification has for its absence (Part 4 §4.3). */
export function handlerOf(actions: Map<string, Action>, action: string, version: OcppVersion): Action {
  const handler = actions.get(action);
  if (handler && row(handler.read, version)) return handler;
  if (schemaOf(version, action, 'Request'))
    throw new RpcError(
      'NotSupported',
      inboundActions(version).includes(action)
        ? `${action} is known but not supported here`
        : `${action} goes to a station, not from one`,
    );
  throw new RpcError(
    'NotImplemented',
    `${version} has no action "${action.slice(0, 50)}" that a station sends`,
  );
}

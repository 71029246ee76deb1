import assert from 'node:assert/strict';
import { inboundActions, outboundActions } from '../../ocpp/directions.js';
import { violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';

const codes16 = [
  ...[
    'NotImplemented',
    'NotSupported',
    'InternalError',
    'ProtocolError',
    'SecurityError',
    'FormationViolation',
  ],
  ...[
    'PropertyConstraintViolation',
    'OccurenceConstraintViolation',
    'TypeConstraintViolation',
    'GenericError',
  ],
];
const codes2 = [
  ...['FormatViolation', 'GenericError', 'InternalError', 'MessageTypeNotSupported', 'NotImplemented'],
  ...['NotSupported', 'OccurrenceConstraintViolation', 'PropertyConstraintViolation', 'ProtocolError'],
  ...['RpcFrameworkError', 'SecurityError', 'TypeConstraintViolation'],
];

/** Whether a frame of ours is one by the rules of OCPP-J, and what it holds fits the official schema. */
export function judge(version: OcppVersion, frame: unknown[], sent: string[]): void {
  const said = JSON.stringify(frame).slice(0, 2000);
  const [type, id] = frame;
  if (type === 2) return judgeCall(version, frame, said);
  if (type === 3) {
    assert.equal(frame.length, 3, said);
    const actions = sent.flatMap((text) => actionUnder(text, id));
    assert.ok(actions.length > 0, `an answer under an id that was asked: ${said}`);
    const fits = actions.some((action) => violations(version, action, 'Response', frame[2]).length === 0);
    assert.ok(fits, `${actions}: ${said}`);
    return;
  }
  assert.ok(type === 4 || (type === 5 && version === 'ocpp2.1'), said);
  const [, , code, description, details] = frame;
  assert.equal(frame.length, 5, said);
  assert.ok((version === 'ocpp1.6' ? codes16 : codes2).includes(String(code)), said);
  assert.ok(typeof description === 'string' && description.length <= 255, said);
  assert.ok(typeof details === 'object' && details !== null && !Array.isArray(details), said);
}

function judgeCall(version: OcppVersion, [, id, action, payload, ...more]: unknown[], said: string): void {
  assert.ok(typeof id === 'string' && id.length <= 36, said);
  assert.ok(outboundActions(version).includes(String(action)), said);
  assert.deepEqual(violations(version, String(action), 'Request', payload), [], said);
  assert.deepEqual(more, [], said);
}

/** The action that a sent frame asks for under this id, if it is one that parses. */
function actionUnder(text: string, id: unknown): string[] {
  try {
    const frame = JSON.parse(text) as unknown[];
    const known = frame[0] === 2 && frame[1] === id;
    return known ? [String(frame[2])] : [];
  } catch {
    return [];
  }
}

/** For warming up: each schema is compiled once. */
export function compileAll(versions: readonly OcppVersion[]): void {
  for (const version of versions)
    for (const action of [...inboundActions(version), ...outboundActions(version)]) {
      violations(version, action, 'Request', {});
      violations(version, action, 'Response', {});
    }
}

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { RpcError, type RpcErrorCode } from './errors.js';
import { type Half, schemaOf } from './schemas.js';
import type { OcppVersion } from './versions.js';

/** One way in which a payload breaks its schema, in words a vendor's support understands. */
export interface Finding {
  /** JSON pointer into the payload. */
  path: string;
  /** The schema keyword that failed: required, type, enum, maxLength, … */
  rule: string;
  message: string;
}

/** 1.6 demands multiples of 0.1, which binary floats miss by a hair; hence the precision. */
const ajv = new Ajv({ strict: false, allErrors: true, multipleOfPrecision: 6, validateFormats: true });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
/** A leap second is a time by RFC 3339 and none that JavaScript or PostgreSQL could keep. */
const rfc3339 = ajv.formats['date-time'] as { validate(text: string): boolean };
ajv.addFormat('date-time', {
  ...rfc3339,
  validate: (text: string) => rfc3339.validate(text) && !Number.isNaN(Date.parse(text)),
});

/** Compiled on first use: all at once takes 3 s and 125 MB. */
const compiled = new Map<string, ValidateFunction | undefined>();

function validatorOf(version: OcppVersion, action: string, half: Half): ValidateFunction | undefined {
  const key = `${version} ${action}${half}`;
  if (!compiled.has(key)) {
    const schema = schemaOf(version, action, half);
    const { $schema: _, id: _id, $id: _$id, ...rest } = schema ?? {};
    compiled.set(key, schema && ajv.compile(rest));
  }
  return compiled.get(key);
}

/** The schema errors of a payload; empty when it conforms. Unknown messages have none to break. */
export function allViolations(
  version: OcppVersion,
  action: string,
  half: Half,
  payload: unknown,
): ErrorObject[] {
  const validate = validatorOf(version, action, half);
  return !validate || validate(payload) ? [] : (validate.errors ?? []);
}

/** The first of them, as many as a person reads. */
export const violations = (...asked: Parameters<typeof allViolations>): ErrorObject[] =>
  allViolations(...asked).slice(0, 20);

/** Cut short: it quotes what a station sent, and goes into answers and rows. */
export const describe = (error: ErrorObject): Finding => ({
  path: error.instancePath.slice(0, 200),
  rule: error.keyword,
  message: words(error).slice(0, 200),
});

function words({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `has no field "${params.additionalProperty}"`;
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as string[]).join(', ')}`;
  return message ?? keyword;
}

/** Which RPC error a broken rule stands for (OCPP 2.1 Part 4 §4.3, 1.6 Table 7). */
const codeOf: Record<string, RpcErrorCode> = {
  type: 'TypeConstraintViolation',
  required: 'OccurrenceConstraintViolation',
  minItems: 'OccurrenceConstraintViolation',
  maxItems: 'OccurrenceConstraintViolation',
  additionalProperties: 'FormatViolation',
};

export function violationError(action: string, findings: Finding[]): RpcError {
  const first = findings[0] as Finding;
  const where = first.path === '' ? action : `${action}${first.path}`;
  return new RpcError(codeOf[first.rule] ?? 'PropertyConstraintViolation', `${where} ${first.message}`, {
    findings: findings.slice(0, 5),
  });
}

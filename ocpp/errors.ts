import type { OcppVersion } from './versions.js';

/** RPC error codes in 2.x spelling (OCPP 2.1 Part 4 §4.3); 1.6 spells some of them otherwise. */
export type RpcErrorCode =
  | 'FormatViolation'
  | 'GenericError'
  | 'InternalError'
  | 'MessageTypeNotSupported'
  | 'NotImplemented'
  | 'NotSupported'
  | 'OccurrenceConstraintViolation'
  | 'PropertyConstraintViolation'
  | 'ProtocolError'
  | 'RpcFrameworkError'
  | 'SecurityError'
  | 'TypeConstraintViolation';

/** 1.6 Table 7 has these words only, one of them with a letter missing. */
const in16: Partial<Record<RpcErrorCode, string>> = {
  FormatViolation: 'FormationViolation',
  OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
  RpcFrameworkError: 'FormationViolation',
  MessageTypeNotSupported: 'NotSupported',
};

/** A CALLERROR on its way to a station: the code says what kind, the description says it in words. */
export class RpcError extends Error {
  constructor(
    readonly code: RpcErrorCode,
    description: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(description);
  }
}

/** The code as this version spells it. */
export const spell = (code: RpcErrorCode, version: OcppVersion): string =>
  version === 'ocpp1.6' ? (in16[code] ?? code) : code;

import { RpcError } from '../../ocpp/errors.js';
import { schemaOf } from '../../ocpp/schemas.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Reaction } from '../connection.js';

/** The words in which schemas let a charger say no, the plainest first. */
const noes = [
  'NotSupported',
  'NotImplemented',
  'Rejected',
  'Failed',
  'Unknown',
  'NotFound',
  'NoProfiles',
  'NoFirmware',
];

interface Status {
  enum?: string[];
  $ref?: string;
}

/** A no that fits the schema where it has one, a CALLERROR where it has none or the action is unheard of. */
export function refuse(version: OcppVersion, action: string): Reaction {
  const schema = schemaOf(version, action, 'Response');
  if (!schema) throw new RpcError('NotImplemented', `${action} is not known here.`);
  const status: Status = schema.properties?.status ?? {};
  const words: string[] =
    status.enum ?? schema.definitions?.[status.$ref?.split('/').at(-1) ?? '']?.enum ?? [];
  const no = noes.find((word) => words.includes(word));
  if (no && schema.required?.every((field: string) => field === 'status')) return { answer: { status: no } };
  throw new RpcError('NotSupported', `${action} is not supported by this charger.`);
}

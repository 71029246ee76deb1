import type { Finding } from '../../ocpp/validation.js';
import { compileVendorSchema } from '../../ocpp/vendor-schema.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Transfer } from './data-transfers.js';

/** A registered schema, and what tells it from others. */
interface Registered {
  hash: string;
  schema: unknown;
}

/** What is known of a vendor's message. */
export interface Known {
  vendor: boolean;
  message: boolean;
  /** Of the data a station sends; null: anything. */
  request: Registered | null;
  /** Of the data it answers to ours. */
  answer: Registered | null;
}

/** What is known of each, in the same order; one statement however many. */
export async function knownMessages(
  tx: Transaction,
  transfers: Pick<Transfer, 'vendorId' | 'messageId'>[],
): Promise<Known[]> {
  const registered = (column: string) =>
    `case when m.${column} is not null then json_build_object('hash', md5(m.${column}::text), 'schema', m.${column}) end`;
  const { rows } = await tx.query<Known>({
    name: 'find vendor messages',
    text: `select exists (select from vendor_message v where lower(v.vendor_id) = lower(told.vendor_id)) as vendor,
             m.id is not null as message, ${registered('request_schema')} as request,
             ${registered('answer_schema')} as answer
           from unnest($1::text[], $2::text[]) with ordinality as told (vendor_id, message_id, place)
           left join vendor_message m on lower(m.vendor_id) = lower(told.vendor_id)
             and coalesce(lower(m.message_id), '') = coalesce(lower(told.message_id), '')
           order by told.place`,
    values: columns(transfers, ['vendorId', 'messageId']),
  });
  return rows;
}

type Check = (data: unknown) => Finding[];

/** By what the schema says, so that an edited one is another. Past this many the oldest goes. */
const compiled = new Map<string, Check>();
const mostCompiled = 500;

/** How data break a registered schema. 1.6 has text only: where that is JSON, what it says is looked at too. */
export function judgeData(registered: Registered | null, data: unknown): Finding[] {
  if (!registered) return [];
  const check = compiled.get(registered.hash) ?? compile(registered);
  const findings = check(data);
  const said = findings.length > 0 && typeof data === 'string' ? parsed(data) : undefined;
  return said === undefined ? findings : check(said);
}

function compile({ hash, schema }: Registered): Check {
  const check = compiledOr(schema);
  compiled.set(hash, check);
  if (compiled.size > mostCompiled) compiled.delete(compiled.keys().next().value as string);
  return check;
}

/** The API lets no schema in that can't be used, but the table may be written elsewhere too. */
function compiledOr(schema: unknown): Check {
  try {
    return compileVendorSchema(schema);
  } catch (error) {
    const message = `the registered schema can’t be used: ${error instanceof Error ? error.message : error}`;
    return () => [{ path: '', rule: 'schema', message }];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

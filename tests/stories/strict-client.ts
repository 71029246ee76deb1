import { randomUUID } from 'node:crypto';
import { createRPCError, createValidator, RPCClient } from 'ocpp-rpc';
import { MessageType } from '../../ocpp/frames.js';
import { actionsOf, schemaOf } from '../../ocpp/schemas.js';
import type { OcppVersion } from '../../ocpp/versions.js';

type Validator = ReturnType<typeof createValidator>;

/**
 * ocpp-rpc names the 2.1 schemas wrongly, and has none of the security extension of 1.6: these are judged by the official
 * ones under the names it looks for.
 */
function makeOfficial(version: OcppVersion): Validator {
  const halves = { Request: 'req', Response: 'conf' } as const;
  const schemas = actionsOf(version).flatMap((action) =>
    (['Request', 'Response'] as const).flatMap((half) => {
      const schema = schemaOf(version, action, half);
      if (!schema) return [];
      const { $schema: _, id: _id, $id: __, ...rest } = schema as Record<string, unknown>;
      return [{ ...rest, $id: `urn:${action}.${halves[half]}` }];
    }),
  );
  return createValidator(version, schemas);
}

const made = new Map<OcppVersion, Validator>();
/** One for all clients: it compiles each schema once. */
function official(version: OcppVersion): Validator {
  const before = made.get(version) ?? makeOfficial(version);
  made.set(version, before);
  return before;
}

/** What comes off the wire has passed the official schemas; its fields are asserted on. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type Wire = any;

export interface Asked {
  messageId: string;
  action: string;
  payload: unknown;
}

/** A charger of another make, which checks every frame of either side against the official schemas. */
export interface StrictClient {
  connect(): Promise<unknown>;
  call(action: string, payload: object): Promise<Wire>;
  /** A SEND (2.1), which nothing answers; returns once a heartbeat behind it is answered. */
  send(action: string, payload: object): Promise<unknown>;
  /** How it answers every CALL of ours that has no answer of its own. */
  onAny(answer: (asked: Asked) => object | Promise<object>): void;
  /** To be thrown instead of an answer: a CALLERROR. */
  refusal(code: string, description: string): Error;
  /** How it answers a CALL of ours. */
  on(action: string, answer: (payload: Wire) => object): void;
  /** What it found wrong with us. */
  complaints: unknown[];
  close(): Promise<unknown>;
  /** Goes without a word, and without what it still owes an answer to. */
  hangUp(): Promise<unknown>;
}

/** How it proves who it is, and how it comes. */
export interface Credentials {
  password?: string;
  wsOpts?: { ca?: string; cert?: string; key?: string };
  /** Whether it comes again by itself when its connection is lost; it does unless told otherwise. */
  reconnect?: boolean;
}

export function strictClient(
  endpoint: string,
  identity: string,
  version: OcppVersion,
  credentials: Credentials = {},
): StrictClient {
  const options = {
    ...credentials,
    ...{ endpoint, identity, protocols: [version], strictMode: true, callTimeoutMs: 10_000 },
    ...(version === 'ocpp2.0.1' ? {} : { strictModeValidators: [official(version)] }),
  };
  // Its types demand every option, its code has a default for each.
  const client = new RPCClient(options as ConstructorParameters<typeof RPCClient>[0]);
  const complaints: unknown[] = [];
  for (const kind of ['strictValidationFailure', 'badMessage'])
    client.on(kind, (is: unknown) => complaints.push(is));
  return {
    complaints,
    connect: () => client.connect(),
    call: (action, payload) => client.call(action, payload),
    send: (action, payload) => {
      client.sendRaw(JSON.stringify([MessageType.SEND, randomUUID(), action, payload]));
      return client.call('Heartbeat', {});
    },
    onAny: (answer) =>
      client.handle(async ({ messageId, method: action, params: payload }) =>
        answer({ messageId: String(messageId), action: String(action), payload }),
      ),
    refusal: (code, description) => createRPCError(code, description) as Error,
    on: (action, answer) => client.handle(action, async ({ params }) => answer(params)),
    close: () => client.close({ code: 1000 }),
    hangUp: () => client.close({ force: true }),
  };
}

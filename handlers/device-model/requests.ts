import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import type { Limits } from '../../ocpp/parts.js';
import { inParts } from '../../ocpp/parts.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { ByDialect } from '../action.js';
import type { VariableName } from './variable-name.js';

/** A variable that is to be read, or set to a value. */
export interface Attempt extends VariableName {
  attributeType: string;
  value: string;
}

/** READ asks for the value, SET gives it. */
export type Verb = 'READ' | 'SET';

interface Request<Payload> {
  action: string;
  /** One part of a request. */
  payload(attempts: readonly Attempt[]): Payload;
  /** Whether a request takes one variable only, whatever the station's limits. */
  single?: true;
}

type Requests = ByDialect<Request<object>, Request<object>>;

const named = ({ component, componentInstance, evseId, connectorId, ...is }: Attempt) => ({
  component: {
    name: component,
    ...(componentInstance === null ? {} : { instance: componentInstance }),
    ...(evseId === null ? {} : { evse: { id: evseId, ...(connectorId === null ? {} : { connectorId }) } }),
  },
  variable: {
    name: is.variable,
    ...(is.variableInstance === null ? {} : { instance: is.variableInstance }),
  },
  ...(is.attributeType === 'Actual' ? {} : { attributeType: is.attributeType as V2.AttributeEnumType }),
});

/** 2.x B05, B06; 1.6 §5.3, §5.8. */
const requests: Record<Verb, Requests> = {
  READ: {
    v16: {
      action: 'GetConfiguration',
      payload: (attempts): V16.GetConfigurationRequest => ({ key: attempts.map(({ variable }) => variable) }),
    },
    v2: {
      action: 'GetVariables',
      payload: (attempts): V2.GetVariablesRequest => ({ getVariableData: attempts.map(named) as never }),
    },
  },
  SET: {
    v16: {
      action: 'ChangeConfiguration',
      single: true,
      payload: ([first]): V16.ChangeConfigurationRequest => ({
        key: first?.variable ?? '',
        value: first?.value ?? '',
      }),
    },
    v2: {
      action: 'SetVariables',
      payload: (attempts): V2.SetVariablesRequest => ({
        setVariableData: attempts.map((each) => ({ ...named(each), attributeValue: each.value })) as never,
      }),
    },
  },
};

export const requestOf = (version: OcppVersion, verb: Verb): Request<object> =>
  requests[verb][version === 'ocpp1.6' ? 'v16' : 'v2'] as Request<object>;

/** The parts of a request, as the station takes them. */
export function partsOf<Item extends Attempt>(
  request: Request<object>,
  attempts: Item[],
  limits: Limits,
): Item[][] {
  const most = request.single ? { ...limits, items: 1 } : limits;
  return inParts(attempts, most, (attempt) => request.payload([attempt]));
}

import {
  type GraphQLArgumentConfig,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLID,
  type GraphQLInputObjectType,
  GraphQLNonNull,
  isRequiredInputField,
} from 'graphql';
import { outboundActions } from '../../ocpp/directions.js';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { Loaders } from '../connections/loaders.js';
import type { Context } from '../server/context.js';
import { enumType } from './enums.js';
import { inputTypes, payloadOf } from './inputs.js';
import { mutationName, versionName } from './names.js';
import { outputTypes } from './outputs.js';
import { type OfTheApi, resultType } from './result.js';
import { send, sentOf } from './send.js';
import { type EnumShape, type ObjectShape, shapesOf } from './shapes.js';

type Mutation = GraphQLFieldConfig<unknown, Context, Arguments>;

interface Arguments {
  stationId: string;
  request?: Record<string, unknown> | null;
  [option: string]: unknown;
}

/** A mutation for every action that a CSMS sends, of every version. */
export function ocppMutations(api: OfTheApi): GraphQLFieldConfigMap<unknown, Context> {
  const all = ocppVersions.flatMap((version) => {
    const make = mutationsOf(version, api);
    return outboundActions(version).map((action) => [mutationName(version, action), make(action)] as const);
  });
  return Object.fromEntries(all);
}

function mutationsOf(version: OcppVersion, api: OfTheApi): (action: string) => Mutation {
  const shapeOf = shapesOf(version);
  const enumOf = rememberedBy<EnumShape, ReturnType<typeof enumType>>(enumType);
  const inputs = inputTypes(enumOf);
  const outputs = outputTypes(enumOf);

  return (action) => {
    // GraphQL knows no type without fields: an empty request is no argument, an empty answer no field.
    const request = ofSubstance(shapeOf(action, 'Request'), inputs.messageOf);
    const answer = ofSubstance(shapeOf(action, 'Response'), outputs.messageOf);
    return {
      description: `Sends ${action} (${versionName(version)}) to a station, word for word, and waits for its answer.`,
      type: new GraphQLNonNull(resultType({ version, action, answer, api })),
      args: { stationId, ...(request && { request: requestArgument(request) }), ...api.options },
      resolve: async (_, { stationId, request: given, ...options }, context) => {
        const payload = request ? (payloadOf(request, given ?? {}) as object) : {};
        const command = await send(context, { stationId, version, action, payload, options });
        // What is read of the outcome is read as it is now.
        context.load = new Loaders(context.pool);
        return sentOf(command, answer);
      },
    };
  };
}

const stationId: GraphQLArgumentConfig = {
  type: new GraphQLNonNull(GraphQLID),
  description: 'The station; it must speak this version.',
};

function requestArgument(type: GraphQLInputObjectType): GraphQLArgumentConfig {
  const needed = Object.values(type.getFields()).some(isRequiredInputField);
  return {
    type: needed ? new GraphQLNonNull(type) : type,
    description: 'The payload. Fields left out, or given as null, are not sent.',
  };
}

const ofSubstance = <Type>(shape: ObjectShape, make: (shape: ObjectShape) => Type): Type | undefined =>
  shape.fields().length > 0 ? make(shape) : undefined;

function rememberedBy<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>();
  return (key) => {
    const one = made.get(key) ?? make(key);
    made.set(key, one);
    return one;
  };
}

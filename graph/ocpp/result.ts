import {
  type GraphQLFieldConfigArgumentMap,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
} from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Context } from '../server/context.js';
import { typeName, versionName } from './names.js';
import type { Sent } from './send.js';

/** What the derived part takes from the written one. */
export interface OfTheApi {
  Command: GraphQLOutputType;
  CommandState: GraphQLOutputType;
  /** The arguments that every command takes. */
  options: GraphQLFieldConfigArgumentMap;
}

const OcppFinding = new GraphQLObjectType({
  name: 'OcppFinding',
  description: 'One way in which a payload breaks its official schema.',
  fields: {
    path: { type: new GraphQLNonNull(GraphQLString), description: 'Where, as a JSON pointer.' },
    rule: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'The schema keyword that is broken: required, type, enum, maxLength, …',
    },
    message: { type: new GraphQLNonNull(GraphQLString), description: 'In words.' },
  },
});

interface Asked {
  version: OcppVersion;
  action: string;
  answer: GraphQLObjectType | undefined;
  api: OfTheApi;
}

/** How a message word for word went. */
export const resultType = ({ version, action, answer, api }: Asked): GraphQLObjectType<Sent, Context> =>
  new GraphQLObjectType({
    name: typeName(version, `${action}Result`),
    description: `How ${action} (${versionName(version)}) went.`,
    fields: {
      command: { type: new GraphQLNonNull(api.Command), description: 'The command as it is kept.' },
      state: {
        type: new GraphQLNonNull(api.CommandState),
        description: 'How far it has come; SENT: no answer came within waitMs.',
      },
      ...(answer && {
        answer: {
          type: answer,
          description:
            'What the station answered; null unless the state is ANSWERED. Of an answer that breaks its schema, what can be typed.',
        },
      }),
      raw: { type: GraphQLJSON, description: 'The payload of the station’s answer, as it came.' },
      findings: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(OcppFinding))),
        description: 'Where the answer breaks its schema; empty when it keeps it.',
      },
      errorCode: { type: GraphQLString, description: 'Error code of the station’s CALLERROR.' },
      errorDescription: { type: GraphQLString, description: 'What went wrong, in words.' },
    },
  });

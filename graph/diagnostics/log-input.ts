import { IsOptional, Length, Max, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, Int } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { asks, type Dialects, given, unsupported } from '../commands/dialects.js';
import { StatusAnswer, statusAnswer } from '../commands/result.js';
import { words } from '../connections/words.js';

const LogType = words('LogType', 'Which log.', {
  DIAGNOSTICS: 'What helps to find faults.',
  SECURITY: 'Security events (OCPP 2.x, 1.6 with the security extension).',
  DATA_COLLECTOR: 'What a data collector has gathered (OCPP 2.1).',
});
type LogType = keyof typeof LogType;

@InputType({ description: 'A log of a station, and where it shall go.' })
export class LogInput {
  @Field(() => LogType, { defaultValue: 'DIAGNOSTICS', description: 'Which log.' })
  type: LogType = 'DIAGNOSTICS';

  @Field(() => String, {
    nullable: true,
    description:
      'URL that the station uploads it to. Left out: to this system, where it is found in `uploads`.',
  })
  @IsOptional()
  @Length(1, 2000)
  location?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Only what was logged at this time or later.',
  })
  oldest?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Only what was logged before this time.' })
  latest?: Date | null;

  @Field(() => Int, { nullable: true, description: 'How often the station tries to upload it.' })
  @IsOptional()
  @Min(0)
  @Max(1000)
  retries?: number | null;

  @Field(() => Int, { nullable: true, description: 'Between two attempts, in seconds.' })
  @IsOptional()
  @Min(0)
  @Max(604_800)
  retryIntervalSeconds?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'OCPP 1.6: asks for diagnostics too by GetLog of the security extension, rather than by GetDiagnostics.',
  })
  securityExtension = false;
}

export interface LogWish extends LogInput {
  requestId: number;
  /** Given, or issued by us. */
  location: string;
}

const types: Record<LogType, V21.LogEnumType> = {
  DIAGNOSTICS: 'DiagnosticsLog',
  SECURITY: 'SecurityLog',
  DATA_COLLECTOR: 'DataCollectorLog',
};

const type2 = (type: LogType) =>
  type === 'DATA_COLLECTOR'
    ? unsupported('only a station that speaks OCPP 2.1 has a log of a data collector')
    : (types[type] as V2.LogEnumType);

const requestOf = <Type extends string>(wish: LogWish, logType: Type) => ({
  logType,
  requestId: wish.requestId,
  ...given({ retries: wish.retries, retryInterval: wish.retryIntervalSeconds }),
  log: {
    remoteLocation: wish.location,
    ...given({
      oldestTimestamp: wish.oldest?.toISOString(),
      latestTimestamp: wish.latest?.toISOString(),
    }),
  },
});

/** 1.6 §5.9: a station that has nothing to upload names no file. */
const getDiagnostics = asks<LogWish, V16.GetDiagnosticsRequest, V16.GetDiagnosticsResponse, StatusAnswer>(
  'GetDiagnostics',
  ({ location, oldest, latest, retries, retryIntervalSeconds }) => ({
    location,
    ...given({
      startTime: oldest?.toISOString(),
      stopTime: latest?.toISOString(),
      retries,
      retryInterval: retryIntervalSeconds,
    }),
  }),
  ({ fileName }) => ({ status: null, accepted: Boolean(fileName), statusInfo: null }),
);

/** 1.6 security extension §4.3. */
const getLog16 = asks<LogWish, V16.GetLogRequest, V16.GetLogResponse, StatusAnswer>(
  'GetLog',
  (wish) => requestOf(wish, type2(wish.type)),
  statusAnswer,
);

/** How to ask for it. */
export const logDialects = ({ type, securityExtension }: LogInput): Dialects<LogWish, StatusAnswer> => ({
  v16: type !== 'DIAGNOSTICS' || securityExtension ? getLog16 : getDiagnostics,
  // 2.x N01.
  v2: asks<LogWish, V2.GetLogRequest, V2.GetLogResponse, StatusAnswer>(
    'GetLog',
    (wish) => requestOf(wish, type2(wish.type)),
    statusAnswer,
  ),
  v21: asks<LogWish, V21.GetLogRequest, V21.GetLogResponse, StatusAnswer>(
    'GetLog',
    (wish) => requestOf(wish, types[wish.type]),
    statusAnswer,
  ),
});

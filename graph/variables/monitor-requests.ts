import { Max, Min } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Field,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
} from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import {
  resultType,
  StatusAnswer as Status,
  type StatusAnswer,
  StatusInfo,
  statusAnswer,
} from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { asksInParts, type InParts, limitsOf } from './limits.js';
import { nextRequestId } from './request-id.js';
import { named, VariableName } from './variable.js';

const MonitorType = words('MonitorType', 'What a monitor watches for.', {
  UpperThreshold: 'The value rises above the threshold.',
  LowerThreshold: 'The value falls below the threshold.',
  Delta: 'The value changes by so much; of texts and truths: it changes.',
  Periodic: 'It is told every so many seconds.',
  PeriodicClockAligned: 'It is told every so many seconds, counted from midnight.',
  TargetDelta: 'The value is so far from its target (OCPP 2.1).',
  TargetDeltaRelative: 'The value is so far from its target, as a share of it (OCPP 2.1).',
});
type MonitorType = keyof typeof MonitorType;

const MonitoringCriterion = words('MonitoringCriterion', 'Which monitors a report is about.', {
  ThresholdMonitoring: 'Those of thresholds.',
  DeltaMonitoring: 'Those of differences.',
  PeriodicMonitoring: 'Those of time.',
});
type MonitoringCriterion = keyof typeof MonitoringCriterion;

@InputType({ description: 'A variable, and what it shall be watched for.' })
class MonitorWish extends VariableName {
  @Field(() => MonitorType, { description: 'What for.' })
  type!: MonitorType;

  @Field(() => Float, {
    description: 'The threshold or difference, in the unit of the variable; of periodic ones the seconds.',
  })
  value!: number;

  @Field(() => Int, { defaultValue: 8, description: '0 (danger) to 9 (debug).' })
  @Min(0)
  @Max(9)
  severity!: number;

  @Field({ defaultValue: false, description: 'Whether it watches during transactions only.' })
  transaction!: boolean;

  @Field(() => ID, { nullable: true, description: 'The monitor it replaces. Left out: a new one.' })
  monitorId?: string | null;
}

@ObjectType({ description: 'What a station said about a monitor it was asked to set.' })
class SetMonitorResult {
  @Field(() => ID, {
    nullable: true,
    description: 'Number the station gave it; null where it did not set it.',
  })
  monitorId!: string | null;

  @Field({ description: 'Name of the variable.' })
  variable!: string;

  @Field({ description: 'The component it belongs to.' })
  component!: string;

  @Field({ description: 'What it watches for.' })
  type!: string;

  @Field({
    description:
      'The station’s word: Accepted, UnknownComponent, UnknownVariable, UnsupportedMonitorType, Rejected, Duplicate.',
  })
  status!: string;

  @Field(() => StatusInfo, { nullable: true, description: 'More about the status.' })
  statusInfo!: StatusInfo | null;
}

@ObjectType({ description: 'What a station said about the monitors it was asked to set, in its order.' })
class SetMonitorsAnswer {
  @Field(() => [SetMonitorResult], { description: 'One result a monitor.' })
  results!: SetMonitorResult[];
}

@ObjectType({ description: 'What a station said about a monitor it was asked to clear.' })
class ClearMonitorResult {
  @Field(() => ID, { description: 'Its number.' })
  monitorId!: string;

  @Field({ description: 'The station’s word: Accepted, Rejected, NotFound.' })
  status!: string;

  @Field(() => StatusInfo, { nullable: true, description: 'More about the status.' })
  statusInfo!: StatusInfo | null;
}

@ObjectType({ description: 'What a station said about the monitors it was asked to clear.' })
class ClearMonitorsAnswer {
  @Field(() => [ClearMonitorResult], { description: 'One result a monitor.' })
  results!: ClearMonitorResult[];
}

const monitored = ({ type, value, severity, transaction, monitorId, ...name }: MonitorWish) => {
  const { component, variable } = named(name);
  return {
    ...{ component, variable, type, value, severity },
    // Left out it is false.
    ...(transaction ? { transaction } : {}),
    ...(monitorId == null ? {} : { id: Number(monitorId) }),
  } as V2.SetMonitoringDataType;
};

/** 2.x N04. */
const set: Dialects<InParts<MonitorWish>, SetMonitorsAnswer> = {
  v2: asksInParts<
    MonitorWish,
    V2.SetVariableMonitoringRequest,
    V2.SetVariableMonitoringResponse,
    SetMonitorResult
  >(
    'SetVariableMonitoring',
    (items) => ({ setMonitoringData: items.map(monitored) as never }),
    ({ setMonitoringResult = [] as never }) =>
      (setMonitoringResult as V2.SetMonitoringResultType[]).map((is) => ({
        monitorId: is.id === undefined ? null : String(is.id),
        variable: is.variable.name,
        component: is.component.name,
        type: is.type,
        status: is.status,
        statusInfo: is.statusInfo ?? null,
      })),
  ),
};

/** 2.x N06. */
const clear: Dialects<InParts<string>, ClearMonitorsAnswer> = {
  v2: asksInParts<
    string,
    V2.ClearVariableMonitoringRequest,
    V2.ClearVariableMonitoringResponse,
    ClearMonitorResult
  >(
    'ClearVariableMonitoring',
    (ids) => ({ id: ids.map(Number) as never }),
    ({ clearMonitoringResult = [] as never }) =>
      (clearMonitoringResult as V2.ClearMonitoringResultType[]).map(({ id, status, statusInfo }) => ({
        monitorId: String(id),
        status,
        statusInfo: statusInfo ?? null,
      })),
  ),
};

interface Report {
  requestId: number;
  criteria: MonitoringCriterion[];
  variables: VariableName[];
}

/** 2.x N02. */
const get: Dialects<Report, StatusAnswer> = {
  v2: asks<Report, V2.GetMonitoringReportRequest, V2.GetMonitoringReportResponse, StatusAnswer>(
    'GetMonitoringReport',
    ({ requestId, criteria, variables }) => ({
      requestId,
      ...(criteria.length > 0 ? { monitoringCriteria: criteria as never } : {}),
      ...(variables.length > 0
        ? {
            componentVariable: variables.map((each) => {
              const { component, variable } = named(each);
              return { component, variable };
            }) as never,
          }
        : {}),
    }),
    statusAnswer,
  ),
};

const SetMonitorsResult = resultType('SetMonitors', SetMonitorsAnswer);
const ClearMonitorsResult = resultType('ClearMonitors', ClearMonitorsAnswer);
const GetMonitorsResult = resultType('GetMonitors', Status);

const few = (name: string, items: unknown[]): void => {
  if (items.length < 1 || items.length > 500)
    throw failure('BAD_USER_INPUT', `${name} takes 1 to 500 of them`);
};

@Resolver()
export class MonitorRequestsResolver {
  @Mutation(() => SetMonitorsResult, {
    description:
      'Asks a station to watch variables (OCPP 2.x), in as many calls as its limits take. What it watches is then in `variableMonitors`, what it notices in `deviceEvents`.',
  })
  async setMonitors(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('monitors', () => [MonitorWish], { description: 'Which variables, and what for; 1 to 500.' })
    items: MonitorWish[],
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    few('monitors', items);
    const wish = { items, limits: await limitsOf(context, stationId, 'SetVariableMonitoring') };
    return new SetMonitorsResult(await ask(context, { stationId, dialects: set, wish, options }));
  }

  @Mutation(() => ClearMonitorsResult, {
    description: 'Asks a station to watch no longer (OCPP 2.x), in as many calls as its limits take.',
  })
  async clearMonitors(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('monitorIds', () => [ID], { description: 'Numbers of the monitors; 1 to 500.' }) items: string[],
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    few('monitorIds', items);
    if (!items.every((id) => /^\d{1,10}$/.test(id)))
      throw failure('BAD_USER_INPUT', 'monitorIds are whole numbers');
    const wish = { items, limits: await limitsOf(context, stationId, 'ClearVariableMonitoring') };
    return new ClearMonitorsResult(await ask(context, { stationId, dialects: clear, wish, options }));
  }

  @Mutation(() => GetMonitorsResult, {
    description:
      'Asks a station to report what it watches (OCPP 2.x). The report comes later: see `variableMonitors`, `deviceReports`.',
  })
  async getMonitors(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('criteria', () => [MonitoringCriterion], {
      defaultValue: [],
      description: 'Only monitors of these kinds.',
    })
    criteria: MonitoringCriterion[],
    @Arg('variables', () => [VariableName], {
      defaultValue: [],
      description: 'Only monitors of these variables.',
    })
    variables: VariableName[],
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const [requestId = 0] = await nextRequestId(context, 1);
    const wish = { requestId, criteria, variables };
    return new GetMonitorsResult(await ask(context, { stationId, dialects: get, wish, options }));
  }
}

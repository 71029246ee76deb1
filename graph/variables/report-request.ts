import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Arg, Args, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { inParts } from '../../ocpp/parts.js';
import { ask } from '../commands/ask.js';
import { type Dialects, type Row, rowOf, unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusInfo } from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { type InParts, limitsOf } from './limits.js';
import { nextRequestId } from './request-id.js';
import { named, VariableName } from './variable.js';

const ReportBase = words('ReportBase', 'What a base report holds.', {
  FULL: 'All variables. 1.6: all configuration keys.',
  CONFIGURATION: 'The variables that can be set (OCPP 2.x).',
  SUMMARY: 'What matters for the state of the station: problems, availability (OCPP 2.x).',
});
type ReportBase = keyof typeof ReportBase;

const ComponentCriterion = words('ComponentCriterion', 'Which components a report is about (OCPP 2.x).', {
  Active: 'Those that are active.',
  Available: 'Those that are available.',
  Enabled: 'Those that are enabled.',
  Problem: 'Those that have a problem.',
});
type ComponentCriterion = keyof typeof ComponentCriterion;

@InputType({ description: 'What a report shall hold: a base, or components and variables of a choice.' })
class ReportWish {
  @Field(() => ReportBase, { nullable: true, description: 'A base report. Left out: by what follows.' })
  base?: ReportBase | null;

  @Field(() => [ComponentCriterion], {
    nullable: true,
    description: 'Only of components that meet one of these.',
  })
  criteria?: ComponentCriterion[] | null;

  @Field(() => [VariableName], {
    nullable: true,
    description: 'Only these variables, up to 500. OCPP 1.6: only these configuration keys.',
  })
  @IsOptional()
  @ArrayMaxSize(500)
  variables?: VariableName[] | null;
}

@ObjectType({
  description: 'Whether a station reports. What it reports comes later: see `deviceReports`, `variables`.',
})
class ReportAnswer {
  @Field(() => [ID], {
    description:
      'The requestId of each report that is to come, as in `deviceReports`; none where the answer told all (1.6).',
  })
  requestIds!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'The station’s own word: Accepted, Rejected, NotSupported, EmptyResultSet; of several the first other than Accepted.',
  })
  status!: string | null;

  @Field({ description: 'Whether all of it is reported.' })
  accepted!: boolean;

  @Field(() => StatusInfo, { nullable: true, description: 'More about the status.' })
  statusInfo!: StatusInfo | null;
}

interface Wish extends InParts<VariableName> {
  base: ReportBase | null;
  criteria: ComponentCriterion[];
  /** One for each part. */
  requestIds: number[];
}

const bases: Record<ReportBase, V2.ReportBaseEnumType> = {
  FULL: 'FullInventory',
  CONFIGURATION: 'ConfigurationInventory',
  SUMMARY: 'SummaryInventory',
};

const statusOf = (results: readonly Partial<V2.GetBaseReportResponse>[]) =>
  results.find(({ status }) => status !== 'Accepted') ?? results[0] ?? {};

const answer: Row<Wish, ReportAnswer>['answer'] = (
  results: readonly Partial<V2.GetBaseReportResponse>[],
  { requestIds },
) => {
  const { status, statusInfo } = statusOf(results);
  const to = (_: unknown, index: number) => results[index]?.status === 'Accepted';
  return {
    requestIds: requestIds.filter(to).map(String),
    status: status ?? null,
    accepted: status === 'Accepted',
    statusInfo: statusInfo ?? null,
  };
};

const asked = ({ component, variable }: ReturnType<typeof named>): V2.ComponentVariableType =>
  ({ component, variable }) as V2.ComponentVariableType;

const parts = ({ items, limits }: InParts<VariableName>): VariableName[][] =>
  items.length === 0 ? [[]] : inParts(items, limits, (item) => asked(named(item)));

/** 2.x B07. */
const base: Dialects<Wish, ReportAnswer> = {
  v2: {
    action: 'GetBaseReport',
    calls: ({ base, requestIds: [requestId = 0] }): V2.GetBaseReportRequest[] => [
      { requestId, reportBase: bases[base ?? 'FULL'] },
    ],
    answer,
  },
};

/** 2.x B08: a report for each part that the station takes in one call. */
const chosen: Dialects<Wish, ReportAnswer> = {
  v2: {
    action: 'GetReport',
    calls: (wish): V2.GetReportRequest[] =>
      parts(wish).map((items, index) => ({
        requestId: wish.requestIds[index] ?? 0,
        ...(wish.criteria.length > 0 ? { componentCriteria: wish.criteria as never } : {}),
        ...(items.length > 0 ? { componentVariable: items.map((each) => asked(named(each))) as never } : {}),
      })),
    answer,
  },
};

/** 1.6 §5.8: the answer is the report. */
const keys: Row<Wish, ReportAnswer> = {
  action: 'GetConfiguration',
  calls: ({ base, criteria, items, limits }): V16.GetConfigurationRequest[] => {
    if ((base ?? 'FULL') !== 'FULL' || criteria.length > 0)
      unsupported('a station that speaks OCPP 1.6 reports all its keys (base FULL) or those named');
    if (items.length === 0) return [{}];
    return inParts(items, limits, ({ variable }) => ({ variable })).map((part) => ({
      key: part.map(({ variable }) => variable),
    }));
  },
  answer: () => ({ requestIds: [], status: 'Accepted', accepted: true, statusInfo: null }),
};

const ReportResult = resultType('Report', ReportAnswer);

@Resolver()
export class RequestReportResolver {
  @Mutation(() => ReportResult, {
    description:
      'Asks a station to report its variables: OCPP 2.x a base report, or components and variables of a choice, in as many calls as its limits take; OCPP 1.6 its configuration keys. What it reports is kept: see `variables`.',
  })
  async requestReport(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('report', () => ReportWish, { description: 'What it shall hold.' }) report: ReportWish,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const { variables, criteria } = report;
    const isChosen = (variables?.length ?? 0) + (criteria?.length ?? 0) > 0;
    if (report.base && isChosen)
      throw failure('BAD_USER_INPUT', 'give a base, or criteria and variables, not both');
    if (!report.base && !isChosen) throw failure('BAD_USER_INPUT', 'give a base, criteria or variables');
    const items = variables ?? [];
    const limits = await limitsOf(context, stationId, isChosen ? 'GetReport' : 'GetBaseReport');
    const requestIds = await nextRequestId(context, items.length + 1);
    const wish: Wish = { base: report.base ?? null, criteria: criteria ?? [], items, limits, requestIds };
    const dialects = { v16: keys, v2: rowOf(isChosen ? chosen : base, 'ocpp2.1') };
    return new ReportResult(await ask(context, { stationId, dialects, wish, options }));
  }
}

import type {
  ComponentVariableType,
  GetReportRequest,
  ReportDataType,
} from 'typed-ocpp/dist/ocpp21/types.js';
import type { DeviceModel } from '../device-model.js';
import type { Station } from '../station.js';
import type { Variable } from '../variables.js';
import { reported } from './v2-variables.js';
import { asking, type Commands, type Words2 } from './words.js';

const ask = asking<Words2>();

/** Rows in one message of a report. */
const reportRows = 12;

/** What a summary tells of: whether something can be used (B07, appendix of Part 2). */
const summary = ['AvailabilityState', 'Available', 'Active', 'Problem', 'Enabled'];

/** Which part of the device model a base report is. */
const bases: Record<string, (variable: Variable) => boolean> = {
  FullInventory: () => true,
  ConfigurationInventory: ({ access }) => access !== 'ReadOnly',
  SummaryInventory: ({ name }) => summary.includes(name),
};

/** The device model told in parts (B07, B08). */
export const reports2: Commands<Words2> = {
  GetBaseReport: ({ requestId, reportBase }, station) =>
    tell(station, requestId, station.model.all().filter(bases[reportBase] ?? (() => false))),
  GetReport: (is, station) =>
    tell(station, is.requestId, station.model.all().filter(wanted(is, station.model))),
};

function tell(station: Station, requestId: number, variables: Variable[]) {
  if (variables.length === 0) return { answer: { status: 'EmptyResultSet' as const } };
  const rows = variables.map(reported(station.model));
  return { answer: { status: 'Accepted' as const }, after: () => void report(station, requestId, rows) };
}

async function report(station: Station, requestId: number, rows: ReportDataType[]): Promise<void> {
  const generatedAt = new Date().toISOString();
  for (const { part: reportData, seqNo, tbc } of partsOf(rows))
    await station.ask(
      ask(
        'NotifyReport',
        () => ({ requestId, generatedAt, seqNo, tbc, reportData }),
        () => undefined,
      ),
    );
}

/** A report's rows, message by message. */
export const partsOf = <Row>(rows: readonly Row[]): { part: Row[]; seqNo: number; tbc: boolean }[] =>
  Array.from({ length: Math.ceil(rows.length / reportRows) }, (_, seqNo) => ({
    part: rows.slice(seqNo * reportRows, (seqNo + 1) * reportRows),
    seqNo,
    tbc: (seqNo + 1) * reportRows < rows.length,
  }));

/** What a component is taken for that does not say whether it is active, or has a problem. */
const unsaid = { Active: true, Available: true, Enabled: true, Problem: false };

/** Every criterion of the two kinds has to hold, one of each kind is enough (B08). */
function wanted({ componentVariable, componentCriteria }: GetReportRequest, model: DeviceModel) {
  const isSo = (variable: Variable, name: keyof typeof unsaid): boolean => {
    const found = model.find({ ...variable, name, instance: undefined });
    return typeof found === 'string' ? unsaid[name] : model.valueOf(found) === 'true';
  };
  return (variable: Variable): boolean =>
    (componentVariable?.some(isOf(variable)) ?? true) &&
    (componentCriteria?.some((each) => isSo(variable, each)) ?? true);
}

const same = (one: string | undefined, other: string | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase();

/** Whether somebody who names a component, or a variable of it, means this one; what is left out is any. */
export const isOf =
  (variable: Pick<Variable, 'component' | 'evseId' | 'name' | 'instance'>) =>
  ({ component, variable: named }: ComponentVariableType): boolean =>
    same(component.name, variable.component) &&
    (component.evse === undefined || component.evse.id === variable.evseId) &&
    (named === undefined ||
      (same(named.name, variable.name) &&
        (named.instance === undefined || same(named.instance, variable.instance))));

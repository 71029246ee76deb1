import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { short, whole } from '../bounds.js';
import { keepReports, type VariableReport } from './inventory.js';
import { partOf } from './part.js';
import { nameOf } from './variable-name.js';
import { type Known, known } from './variables.js';

/** A part of a report on what the station is made of (B07, B08). */
export default on<VariableReport, null>({
  read: {
    v2: (is: V201.NotifyReportRequest | V21.NotifyReportRequest, { receivedAt }) => ({
      part: partOf('VARIABLES', is, is.reportData?.length ?? 0, receivedAt),
      variables: (is.reportData ?? []).flatMap(variablesOf),
    }),
  },
  keep: keepReports,
  answer: { v2: () => ({}) },
});

/** One row an attribute; what is said of the variable holds for each. */
function variablesOf(row: V201.ReportDataType | V21.ReportDataType): Known[] {
  const is: Partial<V21.VariableCharacteristicsType> = row.variableCharacteristics ?? {};
  return row.variableAttribute.map(({ type, value, mutability, persistent, constant }) =>
    known({
      ...nameOf(row),
      attributeType: short(type ?? 'Actual'),
      value: value ?? null,
      // The schema's defaults, which stations may leave out (2.x Part 2 §2.51).
      mutability: mutability ?? 'ReadWrite',
      persistent: persistent ?? false,
      constant: constant ?? false,
      dataType: is.dataType ?? null,
      unit: is.unit ?? null,
      minLimit: is.minLimit ?? null,
      maxLimit: is.maxLimit ?? null,
      maxElements: whole(is.maxElements),
      valuesList: is.valuesList ?? null,
      supportsMonitoring: is.supportsMonitoring ?? null,
    }),
  );
}

import type { Keeping, Told } from '../action.js';
import { inventoriesKnown } from './inventories.js';
import { joinParts, type Part } from './reports.js';
import { type Known, keepVariables, type Source, variablesChanged } from './variables.js';

export interface VariableReport {
  part: Part;
  variables: Known[];
}

/** Folds the parts of reports into what is known of their stations. */
export async function keepReports(told: Told<VariableReport>[], keeping: Keeping): Promise<null[]> {
  const { tx, emit } = keeping;
  const complete = await joinParts(tx, told);
  await learnVariables(
    told.map((one) => ({ ...one, fact: one.fact.variables })),
    'REPORT',
    keeping,
  );
  await inventoriesKnown(tx, complete);
  for (const { station, requestId, parts, rows, at } of complete)
    emit({ station, type: 'ReportReceived', at, data: { requestId, parts, variables: rows } });
  return told.map(() => null);
}

/** Keeps what stations told of their variables, and says what changed by it. */
export async function learnVariables(
  told: Told<Known[]>[],
  source: Source,
  { tx, emit }: Keeping,
): Promise<void> {
  const learned = told.flatMap(({ station, receivedAt: at, fact }) =>
    fact.map((variable) => ({ ...variable, station, source, at })),
  );
  for (const event of variablesChanged(await keepVariables(tx, learned))) emit(event);
}

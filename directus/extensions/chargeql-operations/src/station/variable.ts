import type { Argument } from '../commands/send.js';

/** Which variable of a station. */
export interface VariableName {
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
}

/** One attribute of a variable of a station, as graph knows it. */
export interface Variable extends VariableName {
  id: string;
  attributeType: string;
  value: string | null;
  pendingValue: string | null;
  mutability: string | null;
  dataType: string | null;
  unit: string | null;
  valuesList: string | null;
  minLimit: number | null;
  maxLimit: number | null;
  source: string;
  updatedAt: string;
}

/** Component and variable as people write them: `Connector#left (EVSE 1.2)`. */
export function nameOf(of: VariableName): { component: string; variable: string } {
  const instance = (name: string, of: string | null) => (of ? `${name}[${of}]` : name);
  const place =
    of.evseId === null
      ? ''
      : ` · EVSE ${[of.evseId, of.connectorId].filter((each) => each !== null).join('.')}`;
  return {
    component: instance(of.component, of.componentInstance) + place,
    variable: instance(of.variable, of.variableInstance),
  };
}

/** What may be chosen, where the station said so; booleans have two values in every version. */
export function choicesOf({ valuesList, dataType }: Variable): string[] | undefined {
  if (valuesList && dataType !== 'MemberList' && dataType !== 'SequenceList')
    return valuesList.split(',').map((each) => each.trim());
  return dataType === 'boolean' ? ['true', 'false'] : undefined;
}

/** The arguments of setVariables; 1.6 has one component, which needs no name. */
export function setting(stationId: string, of: Variable, value: string): Record<string, Argument> {
  const { component, componentInstance, evseId, connectorId, variable, variableInstance, attributeType } = of;
  const named = {
    component,
    componentInstance,
    evseId,
    connectorId,
    variable,
    variableInstance,
    attributeType,
    value,
  };
  const given = Object.fromEntries(Object.entries(named).filter(([, each]) => each !== null));
  return {
    stationId: { type: 'ID!', value: stationId },
    variables: { type: '[VariableValue!]!', value: [given] },
  };
}

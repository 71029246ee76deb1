import type { ComponentType, VariableType } from 'typed-ocpp/dist/ocpp21/types.js';
import { short, small } from '../bounds.js';

/** Which variable of a station. Where names differ in capitals only they are the same. */
export interface VariableName {
  component: string;
  componentInstance: string | null;
  /** Null: of the station as a whole. */
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
}

export const nameOf = (of: { component: ComponentType; variable: VariableType }): VariableName => ({
  component: short(of.component.name),
  componentInstance: instance(of.component.instance),
  evseId: small(of.component.evse?.id),
  connectorId: small(of.component.evse?.connectorId),
  variable: short(of.variable.name),
  variableInstance: instance(of.variable.instance),
});

/** 1.6 §9 has keys without components. One that no 2.x station has holds them, so that no key is bent or lost. */
export const nameOfKey = (key: string): VariableName => ({
  component: 'OCPP16',
  componentInstance: null,
  evseId: null,
  connectorId: null,
  variable: short(key),
  variableInstance: null,
});

const instance = (text: string | undefined): string | null => (text ? short(text) : null);

/** The same for all spellings of one name. */
export const folded = (name: VariableName): string =>
  JSON.stringify([
    name.component.toLowerCase(),
    name.componentInstance?.toLowerCase() ?? '',
    name.evseId ?? -1,
    name.connectorId ?? -1,
    name.variable.toLowerCase(),
    name.variableInstance?.toLowerCase() ?? '',
  ]);

/** The columns that hold a name, in the order of the fields above. */
export const nameColumns = `component, component_instance, evse_id, connector_id, variable, variable_instance`;
export const nameFields = [
  'component',
  'componentInstance',
  'evseId',
  'connectorId',
  'variable',
  'variableInstance',
] as const satisfies (keyof VariableName)[];

import type {
  GetVariableResultType,
  GetVariablesRequest,
  ReportDataType,
  SetVariableResultType,
  SetVariablesRequest,
} from 'typed-ocpp/dist/ocpp21/types.js';
import type { DeviceModel, VariableKey } from '../device-model.js';
import type { Variable } from '../variables.js';

type GetOne = GetVariablesRequest['getVariableData'][number];
type SetOne = SetVariablesRequest['setVariableData'][number];

type Named = Pick<GetOne, 'component' | 'variable'>;

export const keyOf = ({ component, variable }: Named): VariableKey => ({
  component: component.name,
  evseId: component.evse?.id,
  ...variable,
});

/** One variable asked for (B06). Only Actual is kept; a secret is never shown. */
export function getOne(model: DeviceModel, wanted: GetOne): GetVariableResultType {
  const { component, variable, attributeType } = wanted;
  const named = { component, variable, ...(attributeType ? { attributeType } : {}) };
  const found = model.find(keyOf(wanted));
  if (typeof found === 'string') return { ...named, attributeStatus: found };
  if (attributeType && attributeType !== 'Actual')
    return { ...named, attributeStatus: 'NotSupportedAttributeType' };
  if (found.access === 'WriteOnly') return { ...named, attributeStatus: 'Rejected' };
  return { ...named, attributeStatus: 'Accepted', attributeValue: model.valueOf(found) };
}

/** One variable set (B05). */
export function setOne(model: DeviceModel, wanted: SetOne): SetVariableResultType {
  const { component, variable, attributeType, attributeValue } = wanted;
  const named = { component, variable, ...(attributeType ? { attributeType } : {}) };
  const found = model.find(keyOf(wanted));
  if (typeof found === 'string') return { ...named, attributeStatus: found };
  if (attributeType && attributeType !== 'Actual')
    return { ...named, attributeStatus: 'NotSupportedAttributeType' };
  return { ...named, attributeStatus: model.set(found, attributeValue) };
}

/** What a variable is called. */
export const nameOf = ({ component, evseId, name, instance }: Variable): Named => ({
  component: { name: component, ...(evseId === undefined ? {} : { evse: { id: evseId } }) },
  variable: { name, ...(instance ? { instance } : {}) },
});

/** One row of a report (B07). */
export const reported =
  (model: DeviceModel) =>
  (variable: Variable): ReportDataType => {
    const { access, type, unit, min, max, values } = variable;
    return {
      ...nameOf(variable),
      variableAttribute: [
        {
          mutability: access,
          ...(access === 'WriteOnly' ? {} : { value: model.valueOf(variable) }),
          persistent: true,
        },
      ],
      variableCharacteristics: {
        dataType: type,
        supportsMonitoring: access !== 'WriteOnly',
        ...(unit ? { unit } : {}),
        ...(min === undefined ? {} : { minLimit: min }),
        ...(max === undefined ? {} : { maxLimit: max }),
        ...(values ? { valuesList: values.join(',') } : {}),
      },
    };
  };

import { definePanel } from '@directus/extensions-sdk';
import type { Filter } from '@directus/types';
import type { Step } from './bars.js';
import BarsPanel from './bars-panel.vue';

interface Options {
  collection?: string;
  dateField?: string;
  valueField?: string;
  function?: string;
  step?: Step;
  count?: number;
  filter?: Filter | null;
}

const parts = ['year', 'month', 'day', 'hour'];

const field = (
  name: string,
  type: 'string' | 'integer' | 'json',
  title: string,
  meta: object,
  more: object = {},
) => ({
  field: name,
  type,
  name: title,
  meta: { width: 'half' as const, ...meta },
  ...more,
});
const choose = (...values: string[]) => ({
  interface: 'select-dropdown',
  options: { choices: values.map((value) => ({ text: `$t:${value}`, value })) },
});
const ofCollection = { interface: 'system-field', options: { collectionField: 'collection' } };

export default definePanel({
  id: 'chargeql-bars',
  name: 'Bars over time',
  icon: 'bar_chart',
  component: BarsPanel,
  minWidth: 12,
  minHeight: 6,
  query: ({ collection, dateField, valueField, function: aggregate, step, count = 30, filter }: Options) => {
    if (!collection || !dateField || !valueField || !aggregate) return;
    const group = parts.slice(0, step === 'hour' ? 4 : 3).map((part) => `${part}(${dateField})`);
    const since: Filter = { [dateField]: { _gte: `$NOW(-${count} ${step ?? 'day'})` } };
    return {
      collection,
      query: {
        group,
        aggregate: { [aggregate]: [valueField] },
        filter: { _and: [since, ...(filter ? [filter] : [])] },
        limit: -1,
      },
    };
  },
  options: [
    field('collection', 'string', '$t:collection', { interface: 'system-collection' }),
    field('dateField', 'string', '$t:panels.time_series.date_field', ofCollection),
    field('valueField', 'string', '$t:panels.time_series.value_field', {
      ...ofCollection,
      options: { ...ofCollection.options, allowPrimaryKey: true },
    }),
    field('function', 'string', '$t:group_aggregation', choose('count', 'sum', 'avg', 'min', 'max')),
    field('step', 'string', '$t:group_precision', choose('hour', 'day')),
    field('count', 'integer', '$t:limit', { interface: 'input' }, { schema: { default_value: 30 } }),
    field('unit', 'string', '$t:unit', { interface: 'input' }),
    field('per', 'integer', 'Divide by', { interface: 'input' }, { schema: { default_value: 1 } }),
    field('filter', 'json', '$t:filter', {
      width: 'full',
      interface: 'system-filter',
      options: { collectionField: 'collection' },
    }),
  ],
});

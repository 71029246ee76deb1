import { defineInterface } from '@directus/extensions-sdk';
import MeterValues from './meter-values.vue';

/**
 * A session's meter values in its form. They are no collection: Directus takes tables with a key of one column, which a
 * table that is partitioned by time can't have.
 */
export default defineInterface({
  id: 'chargeql-meter-values',
  name: 'Meter values',
  icon: 'monitoring',
  component: MeterValues,
  types: ['alias'],
  localTypes: ['presentation'],
  group: 'presentation',
  options: [],
});

import type { HookConfig } from '@directus/extensions';
import { refusal } from './refusal.js';

/** A value that a table refuses is no unexpected error. */
const tellRefusals: HookConfig = ({ filter }) => {
  filter('database.error', refusal);
};

export default tellRefusals;

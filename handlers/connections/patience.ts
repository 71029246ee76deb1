import type { Settings } from '../../platform/settings.js';

/** s; how long a station that came or booted has until it is looked at. The look comes even where nothing is asked for. */
export const patienceOf = ({ ASK_MISSING_AFTER }: Settings): number => ASK_MISSING_AFTER || 30;

import { words } from '../connections/words.js';

export const DesiredMode = words(
  'DesiredMode',
  'What is done about a value that differs from what is desired.',
  {
    ENFORCE: 'The station is asked to take it, and asked again, ever more rarely, where it does not.',
    REPORT: 'It is only shown.',
  },
);
export type DesiredMode = keyof typeof DesiredMode;

export const DriftState = words(
  'DriftState',
  'How a variable of a station stands to what is desired of it.',
  {
    IN_SYNC: 'It has the value.',
    DRIFTED: 'It has another value.',
    PENDING_REBOOT: 'The station took the value; it is in force after its next reboot.',
    UNKNOWN: 'Its value is not known yet.',
    REJECTED: 'The station does not take the value; `reason` says why.',
  },
);
export type DriftState = keyof typeof DriftState;

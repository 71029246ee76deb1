/** The five states of a 2.x connector (ConnectorStatusEnumType). */
export type ConnectorStatus = 'Available' | 'Occupied' | 'Reserved' | 'Unavailable' | 'Faulted';

const words = new Map<string, ConnectorStatus>([
  ['Available', 'Available'],
  ['Occupied', 'Occupied'],
  ['Reserved', 'Reserved'],
  ['Unavailable', 'Unavailable'],
  ['Faulted', 'Faulted'],
  // 1.6 §7.7 tells the phases of an occupied connector apart.
  ['Preparing', 'Occupied'],
  ['Charging', 'Occupied'],
  ['SuspendedEV', 'Occupied'],
  ['SuspendedEVSE', 'Occupied'],
  ['Finishing', 'Occupied'],
]);

/** The 2.x word for what any station reports; a word nobody knows counts as Unavailable, so no driver is sent there. */
export const statusWord = (reported: string): ConnectorStatus => words.get(reported) ?? 'Unavailable';

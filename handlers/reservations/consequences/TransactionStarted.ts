import { following } from '../../consequences.js';
import { noteUses } from '../reservation-changes.js';

/** What was reserved is used. */
export default following('TransactionStarted', (events, keeping) =>
  noteUses(
    events.map(({ station, at, data: { transaction } }) => ({ station, at, transaction })),
    keeping,
  ),
);

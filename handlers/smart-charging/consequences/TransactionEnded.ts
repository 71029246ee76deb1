import { following } from '../../consequences.js';
import { endWithTransactions } from '../profile-ends.js';

/** A profile for one transaction ends with it. */
export default following('TransactionEnded', (events, keeping) =>
  endWithTransactions(
    events.map(({ station, at, data: { transactionId } }) => ({ station, at, transactionId })),
    keeping,
  ),
);

import { following } from '../../consequences.js';
import { endWithTransactions } from '../message-ends.js';

/** A message for one transaction goes with it. */
export default following('TransactionEnded', (events, keeping) =>
  endWithTransactions(
    events.map(({ station, at, data: { transactionId } }) => ({ station, at, transactionId })),
    keeping,
  ),
);

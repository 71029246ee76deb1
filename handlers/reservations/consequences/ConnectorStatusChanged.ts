import { following } from '../../consequences.js';
import { cancelAtFaults } from '../reservation-changes.js';

/** What is out of order is held for nobody. */
export default following('ConnectorStatusChanged', (events, keeping) =>
  cancelAtFaults(
    events.filter(({ data: { status } }) => status === 'Faulted' || status === 'Unavailable'),
    keeping,
  ),
);

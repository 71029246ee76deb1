import { following } from '../../consequences.js';
import { noteOutOfService } from '../operational.js';

/** What was to go out of service has done so. */
export default following('ConnectorStatusChanged', (events, keeping) =>
  noteOutOfService(
    events.filter(({ data: { status } }) => status === 'Unavailable'),
    keeping,
  ),
);

import { following } from '../../consequences.js';
import { failRequests } from '../reservation-changes.js';

/** One that timed out may be held all the same: it stays requested until its time is over. */
const failed = new Set(['CALL_ERROR', 'OFFLINE', 'EXPIRED']);

/** A reservation that could not even be asked for, or was answered with an error. */
export default following('CommandUpdated', (events, keeping) =>
  failRequests(
    events
      .filter(({ data: { action, state } }) => action === 'ReserveNow' && failed.has(state))
      .map(({ station, at, data: { commandId, state } }) => ({ station, at, commandId, state })),
    keeping,
  ),
);

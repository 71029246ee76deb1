import { following } from '../../consequences.js';
import { scheduleWaiting } from '../ev-charging-needs.js';
import { bindProfiles } from '../profile-binding.js';

/** The profile that came with a remote start is that of the transaction which it began; a vehicle that waits gets its own. */
export default following('TransactionStarted', async (events, keeping) => {
  await bindProfiles(events, keeping);
  await scheduleWaiting(
    events.map(({ station, data: { transaction, evseId } }) => ({ station, transaction, evseId })),
    keeping,
  );
});

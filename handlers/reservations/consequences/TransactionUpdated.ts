import { following } from '../../consequences.js';
import { noteUses } from '../reservation-changes.js';

/** A 2.x transaction may name its reservation, or its token, only after it has begun. */
export default following('TransactionUpdated', async (events, keeping) => {
  const naming = events.filter(({ data }) => data.reservationId !== null);
  if (naming.length === 0) return;
  await noteUses(
    naming.map(({ station, at, data: { transaction } }) => ({ station, at, transaction })),
    keeping,
  );
});

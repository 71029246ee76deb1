import { following } from '../../consequences.js';
import { endSchedules } from '../operational.js';

/** What was to go out of service once the vehicle is done, does now. */
export default following('TransactionEnded', endSchedules);

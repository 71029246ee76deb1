import { onAnswer } from '../../answer.js';
import { forgetCleared } from '../cached-authorizations.js';

/** A station cleared its cache, or has none (1.6 §5.4, 2.x C11). */
export default onAnswer<null>({
  read: { v16: () => null, v2: () => null },
  keep: (told, { tx }) => forgetCleared(tx, told),
});

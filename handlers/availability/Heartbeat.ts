import { on } from '../action.js';

/** A station shows it is alive and sets its clock by our answer. That it spoke is noted for every message alike. */
export default on<null, void>({
  read: { v16: () => null, v2: () => null },
  answer: { v16: () => now(), v2: () => now() },
});

const now = () => ({ currentTime: new Date().toISOString() });

import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { onAnswer } from '../../answer.js';
import { keepListVersions } from '../list-versions.js';

/** A station said which version its local list has: 0 none, -1 it keeps no lists (1.6 §5.10, 2.x D02). */
export default onAnswer<number>({
  read: {
    v16: ({ listVersion }: V16.GetLocalListVersionResponse) => listVersion,
    v2: ({ versionNumber }: V201.GetLocalListVersionResponse) => versionNumber,
  },
  keep: keepListVersions,
});

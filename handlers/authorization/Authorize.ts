import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { authorize } from './authorizations.js';
import { type ShownToken, shownTag, shownToken } from './shown-token.js';
import { idTagInfo, idTokenInfo } from './token-info.js';
import type { Verdict } from './verdict.js';

/** Somebody shows a token at a station; we answer whether it may charge. */
export default on<ShownToken, Verdict>({
  read: {
    v16: ({ idTag }: V16.AuthorizeRequest) => shownTag(idTag),
    v2: ({ idToken }: V201.AuthorizeRequest | V21.AuthorizeRequest) => shownToken(idToken),
  },
  keep: authorize,
  answer: {
    v16: (verdict): V16.AuthorizeResponse => ({ idTagInfo: idTagInfo(verdict) }),
    v2: (verdict): V201.AuthorizeResponse => ({ idTokenInfo: idTokenInfo(verdict) }),
  },
});

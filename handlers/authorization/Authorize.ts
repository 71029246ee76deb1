import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { idTagInfo, idTokenInfo } from '../../ocpp/token-info.js';
import { on } from '../action.js';
import { type Asked, authorize, type Consultation, consult, type Judged } from './authorizations.js';
import { shownCertificate } from './contract-certificates.js';
import { shownTag, shownToken } from './shown-token.js';

/** Somebody shows a token at a station, or a vehicle its contract; we answer whether it may charge. */
export default on<Asked, Judged, Consultation>({
  read: {
    v16: ({ idTag }: V16.AuthorizeRequest) => ({ token: shownTag(idTag), certificate: null }),
    v2: (is: V201.AuthorizeRequest | V21.AuthorizeRequest) => ({
      token: shownToken(is.idToken),
      certificate: shownCertificate(is as V201.AuthorizeRequest),
    }),
  },
  consult,
  keep: authorize,
  answer: {
    v16: ({ verdict }): V16.AuthorizeResponse => ({ idTagInfo: idTagInfo(verdict) }),
    v2: ({ verdict, certificateStatus }): V201.AuthorizeResponse => ({
      idTokenInfo: idTokenInfo(verdict),
      ...(certificateStatus && { certificateStatus }),
    }),
  },
});

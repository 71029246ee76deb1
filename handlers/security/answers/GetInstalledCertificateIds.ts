import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Inventory, keepInventory, named } from '../installed-certificates.js';

/** The station says which certificates it has, of the types it was asked for (M03). */
export default onAnswer<Inventory>({
  read: {
    v16: (
      { certificateHashData = [] }: V16.GetInstalledCertificateIdsResponse,
      { certificateType }: V16.GetInstalledCertificateIdsRequest,
    ) => ({
      types: [certificateType],
      installed: certificateHashData.map((hash) => named(hash, certificateType)),
    }),
    v2: (
      { certificateHashDataChain = [] }: V2.GetInstalledCertificateIdsResponse,
      { certificateType }: V2.GetInstalledCertificateIdsRequest,
    ) => ({
      types: certificateType && certificateType.length > 0 ? certificateType : null,
      installed: certificateHashDataChain.flatMap(
        ({ certificateType, certificateHashData, childCertificateHashData = [] }) =>
          [certificateHashData, ...childCertificateHashData].map((hash) => named(hash, certificateType)),
      ),
    }),
  },
  keep: keepInventory,
});

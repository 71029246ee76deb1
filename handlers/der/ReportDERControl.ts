import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { type DerControl, type DerReport, keepDerReports } from './der-controls.js';

/** What of an entry all lists have; a curve says itself what it controls. */
interface Entry {
  id: string;
  isDefault?: boolean;
  isSuperseded?: boolean;
  curveType?: string;
}

/** The lists of a report, each by what its entries control (DERControlEnumType). */
const controlTypes = {
  curve: '',
  enterService: 'EnterService',
  fixedPFAbsorb: 'FixedPFAbsorb',
  fixedPFInject: 'FixedPFInject',
  fixedVar: 'FixedVar',
  freqDroop: 'FreqDroop',
  gradient: 'Gradients',
  limitMaxDischarge: 'LimitMaxDischarge',
} as const satisfies Partial<Record<keyof V21.ReportDERControlRequest, string>>;

/** A station lists its controls towards the grid, as GetDERControl asked it to (R03). */
export default on<DerReport, null>({
  read: {
    v21: (is: V21.ReportDERControlRequest) => ({
      requestId: numbered(is.requestId),
      controls: controlsOf(is),
      complete: !is.tbc,
    }),
  },
  keep: keepDerReports,
  answer: { v21: () => ({}) },
});

function controlsOf(is: V21.ReportDERControlRequest): DerControl[] {
  return (Object.keys(controlTypes) as (keyof typeof controlTypes)[]).flatMap((list) => {
    const entries: readonly Entry[] = is[list] ?? [];
    return entries.map((entry) => ({
      controlId: entry.id,
      controlType: entry.curveType ?? controlTypes[list],
      isDefault: entry.isDefault ?? null,
      isSuperseded: entry.isSuperseded ?? null,
      control: entry,
    }));
  });
}

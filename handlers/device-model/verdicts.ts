import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { folded, nameOf, type VariableName } from './variable-name.js';

/** A variable that was to be read or set, and what became of the command. */
export interface Tried extends VariableName {
  id: string;
  station: string;
  attributeType: string;
  mode: 'ENFORCE' | 'REPORT';
  action: string | null;
  /** Null: the command is gone. */
  state: string | null;
  payload: unknown;
  answer: unknown;
  errorCode: string | null;
  errorDescription: string | null;
}

/** What the station made of it. */
export interface Verdict {
  /** The value it took. */
  accepted?: string;
  /** It takes the value at its next reboot. */
  waits?: true;
  /** The value it did not take; empty for one that can't even be read. */
  refused?: string | null;
  reason?: string;
  unreadable?: true;
  /** Whether this was an attempt that came to nothing, and is to be repeated later. */
  failed?: true;
}

const refusal = (refused: string | null, reason: string): Verdict => ({ refused, reason, failed: true });

/** Pure: what a command that has ended says about one of its variables. */
export function verdictOn(tried: Tried): Verdict {
  switch (tried.state) {
    case 'ANSWERED':
      return readers[tried.action ?? '']?.(tried) ?? {};
    case 'CALL_ERROR':
      return refusal(sentTo(tried), words(tried.errorCode ?? 'CALLERROR', tried.errorDescription));
    case 'TIMED_OUT':
      return { failed: true };
    default:
      return {};
  }
}

type Reader = (tried: Tried) => Verdict;

const readers: Record<string, Reader> = {
  GetVariables: (tried) => {
    const { getVariableResult: results = [] } = tried.answer as Partial<V2.GetVariablesResponse>;
    const result = results.find(
      (is) => keyOf(nameOf(is), is.attributeType) === keyOf(tried, tried.attributeType),
    );
    const status = result?.attributeStatus;
    if (status === 'Accepted') return result?.attributeValue === undefined ? { unreadable: true } : {};
    // Rejected: there is such a variable, and it is not shown (B06.FR.09).
    if (status === 'Rejected' && tried.mode === 'ENFORCE') return { unreadable: true };
    return refusal(null, words(status ?? 'no answer', infoOf(result?.attributeStatusInfo)));
  },
  SetVariables: (tried) => {
    const { setVariableResult: results = [] } = tried.answer as Partial<V2.SetVariablesResponse>;
    const result = results.find(
      (is) => keyOf(nameOf(is), is.attributeType) === keyOf(tried, tried.attributeType),
    );
    return verdictOnSetting(tried, result?.attributeStatus, infoOf(result?.attributeStatusInfo));
  },
  GetConfiguration: ({ answer, variable, mode }) => {
    const { configurationKey = [] } = answer as Partial<V16.GetConfigurationResponse>;
    const key = configurationKey.find(({ key }) => key.toLowerCase() === variable.toLowerCase());
    if (!key) return refusal(null, 'unknown key');
    if (key.value !== undefined) return {};
    return mode === 'ENFORCE' ? { unreadable: true } : refusal(null, 'can only be written');
  },
  ChangeConfiguration: (tried) =>
    verdictOnSetting(tried, (tried.answer as Partial<V16.ChangeConfigurationResponse>).status, null),
};

function verdictOnSetting(tried: Tried, status: string | undefined, info: string | null): Verdict {
  const sent = sentTo(tried);
  if (status === 'Accepted') return sent === null ? {} : { accepted: sent };
  if (status === 'RebootRequired') return { waits: true };
  return refusal(sent, words(status ?? 'no answer', info));
}

/** The value that was given to this variable: what is desired may have changed meanwhile. */
function sentTo({ action, payload, ...tried }: Tried): string | null {
  if (action === 'ChangeConfiguration') return (payload as V16.ChangeConfigurationRequest).value;
  if (action !== 'SetVariables') return null;
  const { setVariableData } = payload as V2.SetVariablesRequest;
  const sent = setVariableData.find(
    (is) => keyOf(nameOf(is), is.attributeType) === keyOf(tried, tried.attributeType),
  );
  return sent?.attributeValue ?? null;
}

const keyOf = (name: VariableName, attributeType: string | undefined): string =>
  `${attributeType ?? 'Actual'} ${folded(name)}`;

const infoOf = (info: V2.StatusInfoType | undefined): string | null =>
  info ? [info.reasonCode, info.additionalInfo].filter(Boolean).join(', ') : null;

const words = (status: string, more: string | null): string =>
  (more ? `${status}: ${more}` : status).slice(0, 1000);

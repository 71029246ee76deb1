import { GraphQLError } from 'graphql';
import { outboundActions } from '../../ocpp/directions.js';
import type { Limits } from '../../ocpp/parts.js';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { check } from '../commands/ask.js';
import { type Dialects, rowOf, unsupported } from '../commands/dialects.js';
import { logDialects } from '../diagnostics/log-input.js';
import { firmwareDialects } from '../firmware/firmware-input.js';
import { failure } from '../server/errors.js';
import { change } from '../stations/change-availability.js';
import { reset } from '../stations/reset.js';
import { trigger } from '../stations/trigger-message.js';
import { get } from '../variables/get-variables.js';
import { set } from '../variables/set-variables.js';
import type { CampaignCall, CampaignMessage } from './campaign-input.js';

/** What stations of a version are asked, or why they can't be; `sealed` where the payloads must not be shown. */
export type VersionCalls = { action: string; payloads: object[]; sealed?: string } | { refusal: string };
export type CallsByVersion = Record<OcppVersion, VersionCalls>;

export interface Around {
  /** Variables that every chosen station takes in one call, as far as they have told. */
  limits: Limits;
  /** Where stations upload to; throws where nobody has said so. */
  uploadUrl: () => string;
}

/** Stands for the number that each station gets of its own. */
const requestId = 1;

/** The calls of each version, checked against its official schema as a direct command is. */
export function compile(call: CampaignCall, { limits, uploadUrl }: Around): CallsByVersion {
  const { messages, reset: resets, changeAvailability, triggerMessage, setVariables, getVariables } = call;
  const { updateFirmware, getLog } = call;
  const given = Object.values(call).filter((each) => each !== undefined && each !== null);
  if (given.length !== 1) throw failure('BAD_USER_INPUT', 'call takes exactly one of its fields');
  if (messages) return wordForWord(messages);
  if (resets) return inOurWords(reset, resets);
  if (changeAvailability)
    return inOurWords(change, {
      operative: changeAvailability.operationalStatus === 'OPERATIVE',
      evseId: changeAvailability.evseId,
    });
  if (triggerMessage) return inOurWords(trigger, triggerMessage);
  if (setVariables) return inOurWords(set, { items: setVariables, limits });
  if (getVariables) return inOurWords(get, { items: getVariables, limits });
  if (updateFirmware) return inOurWords(firmwareDialects(updateFirmware), { ...updateFirmware, requestId });
  if (getLog)
    return inOurWords(logDialects(getLog), {
      ...getLog,
      requestId,
      location: getLog.location ?? uploadUrl(),
    });
  throw failure('BAD_USER_INPUT', 'call takes exactly one of its fields');
}

function inOurWords<Wish, Answer>(dialects: Dialects<Wish, Answer>, wish: Wish): CallsByVersion {
  return eachVersion((version) => {
    const row = rowOf(dialects, version);
    return { action: row.action, payloads: row.calls(wish) };
  });
}

function wordForWord(messages: CampaignMessage[]): CallsByVersion {
  const byVersion = Map.groupBy(messages, ({ ocppVersion }) => ocppVersion);
  return eachVersion((version) => {
    const [message, second] = byVersion.get(version) ?? [];
    if (second) throw failure('BAD_USER_INPUT', `give one message for ${version}, not several`);
    if (!message) return unsupported(`the campaign has no message for ${version}`);
    if (!outboundActions(version).includes(message.action))
      throw failure('BAD_USER_INPUT', `${version} has no action ${message.action} that is sent to stations`);
    return { action: message.action, payloads: [message.payload ?? {}] };
  });
}

function eachVersion(make: (version: OcppVersion) => { action: string; payloads: object[] }): CallsByVersion {
  let refused: unknown;
  const made = ocppVersions.map((version): [OcppVersion, VersionCalls] => {
    try {
      const calls = make(version);
      for (const payload of calls.payloads) check(version, calls.action, payload);
      return [version, calls];
    } catch (error) {
      if (!(error instanceof GraphQLError) || error.extensions.code !== 'UNSUPPORTED') throw error;
      refused = error;
      return [version, { refusal: error.message }];
    }
  });
  if (made.every(([, calls]) => 'refusal' in calls)) throw refused;
  return Object.fromEntries(made) as CallsByVersion;
}

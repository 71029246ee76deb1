import { redacted } from '../../ocpp/secrets.js';
import { seal } from '../../platform/secrets.js';
import { failure } from '../server/errors.js';
import type { Campaign } from './campaign.js';
import type { CallsByVersion, VersionCalls } from './compile.js';

/** The calls as a campaign's record keeps them: passwords in them are for those who have the secret. */
export function sealed(calls: CallsByVersion, secret: string | undefined): CallsByVersion {
  const kept = Object.entries(calls).map(([version, one]) => [version, sealedOne(one, secret)]);
  return Object.fromEntries(kept) as CallsByVersion;
}

function sealedOne(calls: VersionCalls, secret: string | undefined): VersionCalls {
  if ('refusal' in calls) return calls;
  const payloads = redacted(calls.payloads);
  if (payloads === calls.payloads) return calls;
  if (secret === undefined)
    throw failure('UNSUPPORTED', 'a campaign can hold a password only where SECRET is set, to seal it with');
  return { ...calls, payloads, sealed: seal(JSON.stringify(calls.payloads), secret, 'commands') };
}

/** A campaign as it is shown: what is sealed means nothing to anybody. */
export const withoutSealed = (campaign: Campaign): Campaign =>
  Object.assign(campaign, {
    calls: Object.fromEntries(
      Object.entries(campaign.calls).map(([version, { sealed: _, ...calls }]) => [version, calls]),
    ),
  });

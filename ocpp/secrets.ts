/** What stands where a secret was. */
export const mask = '**********';

/** Variables and configuration keys that can be set over OCPP and shall not be read. */
const secretName = /(password|authorizationkey|vpnkey|simpin)$/i;
/** Fields that are secrets by themselves: of SetNetworkProfile's connection, APN and VPN. */
const secretField = /password$/i;
const hint = /password|authorizationkey|vpnkey|simpin|"vpn"/i;

export const isSecretName = (name: unknown): boolean => typeof name === 'string' && secretName.test(name);

/** A frame as it may be kept: passwords and keys are masked, whichever message carries them. */
export function redactedFrame(frame: string): string {
  if (!hint.test(frame)) return frame;
  try {
    return JSON.stringify(redacted(JSON.parse(frame)));
  } catch {
    // Nobody knows what in it is the secret.
    return mask;
  }
}

/** A payload as it may be kept. The same object where there is nothing to hide. */
export function redactedPayload<Payload extends object>(payload: Payload): Payload {
  return hint.test(JSON.stringify(payload)) ? (redacted(payload) as Payload) : payload;
}

function redacted(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Deeper than any message of OCPP.
  if (depth > 60) return mask;
  if (Array.isArray(value)) return value.map((each) => redacted(each, depth + 1));
  const named = isSecretName(nameIn(value));
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => {
      if (typeof each === 'string' && (secretField.test(field) || (named && isValue(field))))
        return [field, mask];
      if (field === 'vpn' && typeof each === 'object' && each !== null && 'key' in each)
        return [field, { ...(redacted(each, depth + 1) as object), key: mask }];
      if (named && field === 'variableAttribute' && Array.isArray(each))
        return [
          field,
          each.map((attribute) => ({
            ...attribute,
            ...(attribute?.value === undefined ? {} : { value: mask }),
          })),
        ];
      return [field, redacted(each, depth + 1)];
    }),
  );
}

const isValue = (field: string): boolean => /^(value|attributeValue|actualValue)$/.test(field);

/** A configuration key, or the variable a 2.x message speaks of. */
function nameIn(value: object): unknown {
  const { key, variable } = value as { key?: unknown; variable?: { name?: unknown } };
  return key ?? variable?.name;
}

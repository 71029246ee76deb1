/** Words that people put where a secret belongs. */
const guessable =
  /^(.)\1*$|change.?me|password|passwort|secret|example|default|chargeql|letmein|qwerty|12345|^(admin|test|guest|root)/i;

/** A secret by the setting it stands in, and how long it has to be. */
const secrets = { ADMIN_TOKEN: 24, SECRET: 32, CA_SECRET: 32, ADMIN_PASSWORD: 12 } as const;
const inUrls = ['DATABASE_URL', 'AMQP_URL'] as const;
const urlPasswordLength = 12;

export interface Guarded {
  ADMIN_TOKEN?: string | undefined;
  SECRET?: string | undefined;
  CA_SECRET?: string | undefined;
  ADMIN_PASSWORD?: string | undefined;
  DATABASE_URL?: string | undefined;
  AMQP_URL?: string | undefined;
}

/** Why these settings can't face the world; undefined when they can. Secrets are never named. */
export function unfitForProduction(settings: Guarded): string | undefined {
  for (const [name, length] of Object.entries(secrets) as [keyof typeof secrets, number][]) {
    const why = weakness(settings[name], length);
    if (why) return `${name} ${why}`;
  }
  for (const name of inUrls) {
    const password = settings[name] === undefined ? '' : decodeURIComponent(new URL(settings[name]).password);
    const why = weakness(password === '' ? undefined : password, urlPasswordLength);
    if (why) return `the password in ${name} ${why}`;
  }
  return undefined;
}

function weakness(secret: string | undefined, length: number): string | undefined {
  if (secret === undefined) return undefined;
  if (guessable.test(secret)) return 'can be guessed; `openssl rand -hex 24` makes one that can’t';
  if (secret.length < length) return `is short; it takes at least ${length} characters in production`;
  return undefined;
}

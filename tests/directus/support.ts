import { isInstalled } from '../../standalone/directus/package.js';

/** Reason to skip: no Directus. CI has to have it. */
export const withoutDirectus: string | false =
  isInstalled() || process.env.CI === 'true'
    ? false
    : 'Directus is not installed; node standalone/install.mjs directus';

export interface Answer {
  status: number;
  data: unknown;
}

/** Asks Directus's REST API; undefined as body: reads. */
export async function ask(
  url: string,
  { method = 'GET', token, body }: { method?: string; token?: string; body?: object } = {},
): Promise<Answer> {
  const send = () =>
    fetch(url, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  // A busy machine finds a kept connection closed that Directus had let go meanwhile.
  const response = await send().catch(send);
  const text = await response.text();
  const { data } = (text === '' ? {} : JSON.parse(text)) as { data?: unknown };
  return { status: response.status, data };
}

/** An access token, by e-mail and password. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const { status, data } = await ask(`${url}/auth/login`, { method: 'POST', body: { email, password } });
  if (status !== 200) throw new Error(`${email} cannot sign in: ${status}`);
  return (data as { access_token: string }).access_token;
}

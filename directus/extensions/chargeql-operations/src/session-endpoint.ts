import { defineEndpoint } from '@directus/extensions-sdk';
import jwt from 'jsonwebtoken';

/** The console renews its token while it is open; one that leaks is soon worth nothing. */
const lifetimeSeconds = 600;

/** Says to whoever is signed in where graph is, and gives a short-lived access token for it, in Directus's own form. */
export default defineEndpoint((router, { env }) => {
  router.get('/session', (request, response) => {
    const { user, role, app, admin, share, oauth } = (request as Asking).accountability ?? {};
    response.set('Cache-Control', 'no-store');
    // A share or a program with scopes of its own must not leave with all that its user may do.
    if (!user || share || oauth) return refuse(response, 401, 'UNAUTHENTICATED', 'sign in to Directus first');
    if (!env.GRAPH_URL)
      return refuse(response, 503, 'UNAVAILABLE', 'GRAPH_URL, where browsers reach graph, is not set');
    const claims = { id: user, role, app_access: app === true, admin_access: admin === true };
    const accessToken = jwt.sign(claims, String(env.SECRET), {
      expiresIn: lifetimeSeconds,
      issuer: 'directus',
    });
    return response.json({ data: { graphUrl: String(env.GRAPH_URL), accessToken, lifetimeSeconds } });
  });
});

/** What Directus found out about whoever asks. */
interface Asking {
  accountability?: {
    user?: string | null;
    role?: string | null;
    app?: boolean;
    admin?: boolean;
    share?: string;
    oauth?: object;
  };
}

interface Responding {
  status(code: number): { json(body: object): unknown };
}

const refuse = (response: Responding, status: number, code: string, message: string): unknown =>
  response.status(status).json({ errors: [{ message, extensions: { code } }] });

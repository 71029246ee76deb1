import { Fault, faultOf } from './fault.js';
import { currentSession, forgetSession } from './session.js';

/** Fetches a file that graph keeps, as whoever is signed in: a plain link has no token. Throws a Fault. */
export async function download(path: string): Promise<Blob> {
  const first = await fetchFile(path);
  if (first.status !== 401) return contentOf(first);
  forgetSession();
  return contentOf(await fetchFile(path));
}

async function fetchFile(path: string): Promise<Response> {
  const { graphUrl, accessToken } = await currentSession();
  try {
    return await fetch(new URL(path, graphUrl), { headers: { authorization: `Bearer ${accessToken}` } });
  } catch (error) {
    throw faultOf(error);
  }
}

async function contentOf(response: Response): Promise<Blob> {
  if (response.ok) return response.blob();
  const code = response.status === 403 ? 'FORBIDDEN' : response.status === 404 ? 'NOT_FOUND' : 'UNREACHABLE';
  throw new Fault(code, `${response.status} ${response.statusText}`);
}

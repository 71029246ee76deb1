import { request as httpRequest } from 'node:http';
import { startUploads, type Uploads } from '../../../graph/uploads/server.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { readSettings } from '../../../platform/settings.js';
import { type Charger } from '../charger.js';
import { type Commanding, openCommanding } from '../commanding.js';
import { graphBeside, type TestGraph, token } from '../support.js';

export interface Uploading extends Commanding {
  uploads: Uploads;
  /** Asks for a log and gives the URL that the station was told. */
  urlFor(station: string, charger: Charger): Promise<string>;
  /** Every row and part that is kept of uploads. */
  kept(): Promise<{ state: string; parts: number; bytes: number }[]>;
  download(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** The chain with an upload port beside it. */
export async function openUploading(environment: Record<string, string> = {}): Promise<Uploading> {
  const all = await openCommanding(new LocalBroker());
  const { system } = all;
  const settings = readSettings({ UPLOAD_PORT: '0', ...environment });
  const uploads = await startUploads({ settings, pool: system.pool, broker: system.broker });
  const graph: TestGraph = await graphBeside({
    ...system,
    environment: { CALL_TIMEOUT: '2' },
    uploadUrl: uploads.url,
  });
  all.replies.set('GetLog', () => ({ status: 'Accepted' }));
  return {
    ...all,
    graph,
    uploads,
    async urlFor(station, charger) {
      await graph.read(`mutation { getLog(stationId: "${station}") { state } }`);
      const { payload } = charger.calls.at(-1) as { payload: { log?: { remoteLocation: string } } & object };
      return payload.log?.remoteLocation ?? (payload as { location: string }).location;
    },
    kept: async () =>
      (
        await system.pool.query(
          `select u.state, count(p)::int as parts, coalesce(sum(length(p.data)), 0)::int as bytes
           from upload u left join upload_part p on p.upload_id = u.id group by u.id order by u.created_at`,
        )
      ).rows,
    download: (path, headers = { authorization: `Bearer ${token}` }) =>
      fetch(`http://127.0.0.1:${graph.port}${path}`, { headers }),
    async stop() {
      await graph.stop();
      await uploads.stop();
      await all.stop();
    },
  };
}

/** Sends so many bytes of a longer file, then pulls the cable. */
export function breakOff(url: string, { sends, of }: { sends: number; of: number }): Promise<void> {
  return new Promise((done) => {
    const request = httpRequest(url, { method: 'PUT', headers: { 'content-length': of } });
    request.on('error', () => done());
    request.on('close', () => done());
    request.write(Buffer.alloc(sends, 7), () => setTimeout(() => request.destroy(), 50));
  });
}

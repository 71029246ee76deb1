import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from './account.js';
import { type EmbeddedPostgres, startPostgres } from './postgres.js';

/** A server for tests and measurements, whose data go with it. */
export async function startTemporaryPostgres(options: string[]): Promise<EmbeddedPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-postgres-'));
  // The account PostgreSQL runs as has to walk through.
  await chmod(folder, 0o711);
  const data = path.join(folder, 'data');
  const remove = async () => {
    await removeFolder(data);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const server = await startPostgres(data, { password: 'temporary', options });
    return { ...server, stop: () => server.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

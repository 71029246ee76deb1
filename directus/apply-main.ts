import { applyDefinition } from './apply.js';

const { DATABASE_URL: url } = process.env;
if (!url) {
  console.error('DATABASE_URL is not set; it takes postgres://user:password@host:port/database');
  process.exit(1);
}
try {
  const { collections, changed } = await applyDefinition(url);
  console.log(
    changed === 0
      ? `${collections} collections are as the files say`
      : `${collections} collections applied, ${changed} rows changed; a running Directus has to be restarted`,
  );
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    /directus_\w+" does not exist/.test(reason)
      ? 'Directus is not in this database yet; run its bootstrap first'
      : `cannot apply: ${reason}`,
  );
  process.exit(1);
}

import { z } from 'zod';

const password = (who: string) => ({
  takes: z.string().min(8).optional(),
  form: 'at least 8 characters',
  secret: true,
  about: `what migrations let the role of the database for ${who} log in with; when not set, they leave its login as it is`,
});

/** Logins with no more rights than needed, made by the migrations: rows of the table of settings. */
export const databaseSettings = {
  HANDLERS_DATABASE_PASSWORD: password('handlers'),
  GRAPH_DATABASE_PASSWORD: password('graph'),
  DIRECTUS_DATABASE_PASSWORD: password('Directus'),
} as const;

import { z } from 'zod';

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== ''),
);

/** What the API lets in, and how much of it: rows of the table of settings. */
export const apiSettings = {
  CORS_ORIGINS: {
    takes: list.pipe(z.array(z.string().regex(/^(\*|https?:\/\/[^/,\s]+)$/))).default([]),
    form: 'origins, https://admin.example.com for one, separated by commas, or *',
    about: 'pages of which other origins may use the API from a browser; `npm start` adds its Directus',
  },
  API_RATE: {
    takes: count(0, 1_000_000).default(200),
    form: 'operations a second, 0 for no limit',
    about: 'what one token may ask of one graph process, over ten seconds; more gets RATE_LIMITED (429)',
  },
  API_SUBSCRIPTIONS: {
    takes: count(1, 100_000).default(100),
    form: '1 to 100000',
    about: 'subscriptions one token has at once on one graph process',
  },
  API_INTROSPECTION: {
    takes: z.enum(['everybody', 'administrators', 'nobody']).default('everybody'),
    form: 'everybody, administrators or nobody',
    about: 'to whom, among those with a token, the API shows its schema',
  },
  API_DOCUMENTS: {
    takes: z.string().optional(),
    form: 'a folder of .graphql files',
    about: 'when set, only the documents of these files run, except for administrators',
  },
} as const;

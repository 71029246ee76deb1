import { writeFile } from 'node:fs/promises';
import { printedSchema } from './schema.js';

// Writes graph/schema.graphql, which a test compares with the code.
await writeFile(new URL('../../graph/schema.graphql', import.meta.url), await printedSchema());

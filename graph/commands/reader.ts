import DataLoader from 'dataloader';
import type { Pool } from '../../platform/database/pool.js';
import { asRow } from '../connections/noun.js';
import { type Command, commandNoun } from './command.js';

/** Commands as they stand now. All who wait look in the same turn of the event loop, and share one statement. */
export type CommandReader = DataLoader<string, Command>;

export const readsCommands = (pool: Pool): CommandReader =>
  new DataLoader<string, Command>(
    async (ids) => {
      const { rows } = await pool.query(
        `select ${commandNoun.columns} from ${commandNoun.from} where d.id = any($1)`,
        [ids],
      );
      const found = new Map(rows.map((raw) => [raw.id as string, asRow(commandNoun, raw)]));
      return ids.map((id) => found.get(id) ?? new Error(`command ${id} is gone`));
    },
    { cache: false },
  );

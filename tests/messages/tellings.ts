import type { OcppVersion } from '../../ocpp/versions.js';

/** What stations tell, and everywhere it must be found afterwards. */
export interface Telling {
  versions: OcppVersion[];
  action: string;
  payloads: object[];
  /** Absent where nothing answers it: a SEND. */
  answer?: object;
  /** The answer without what changes from time to time. */
  answerShown?: (answer: never) => object;
  /** The rows: a select of the station $1. */
  rows: [sql: string, are: object[]];
  /** Fields of ChargingStation that show them; of Query, which know the station as $id, where `atRoot` says so. */
  shown: [fields: string, are: object];
  atRoot?: true;
  /** The events, by their type, in their order; absent where the message is none. */
  events?: [fields: string, are: object[]];
  /** What the test needs beside the station, once it has booted. */
  given?: (station: string, beside: Beside) => Promise<unknown>;
}

export interface Beside {
  /** Runs SQL. */
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Lets the station say something else first. */
  call(action: string, payload: object): Promise<unknown>;
}

/** A table of this folder. */
export const tellings = (all: Telling[]): Telling[] => all;

/** An event as a page hears of it: what every event has, and the fields it asked for. */
export interface Happening {
  __typename: string;
  cursor: string;
  stationId: string;
  at: string;
  [field: string]: unknown;
}

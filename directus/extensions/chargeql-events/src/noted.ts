/** A row of station_event. */
export interface StationEvent {
  station: string;
  type: string;
  at: string;
  data: Record<string, unknown>;
}

/** A row of item_change: what was written beside Directus. */
export interface ItemChange {
  collection: string;
  key: string;
  action: 'create' | 'update' | 'delete';
  /** Of an update. */
  fields: string[];
}

/** What stands in the outbox, one of the two. */
export interface Noted {
  event: StationEvent | null;
  change: ItemChange | null;
}

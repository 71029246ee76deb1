import type { Client } from 'graphql-ws';
import { eventTypes } from '../../platform/events/station-event.js';
import type { Data } from '../stories/chain.js';
import { until } from '../support/until.js';

export interface Streamed {
  /** So far, in their order. */
  seen: Data[];
  /** All of them, once the station is gone: its parting comes last. */
  untilGone(): Promise<Data[]>;
}

/** Follows events of one type of a station over graphql-ws: the type's name and the fields to see. */
export function stream(client: Client, station: string, fields: string): Streamed {
  const [type = '', ...selected] = fields.split(' ');
  if (!(eventTypes as readonly string[]).includes(type)) throw new Error(`no event ${type}`);
  const seen: Data[] = [];
  let gone = false;
  client.subscribe<Data>(
    {
      query: `subscription ($id: ID!) { stationEvents(stationIds: [$id], types: [${type}, StationDisconnected], after: "0.0") {
        kind: __typename ... on ${type} { ${selected.join(' ')} } } }`,
      variables: { id: station },
    },
    {
      next: ({ data, errors }) => {
        const { kind, ...event } = data?.stationEvents ?? { kind: 'error', errors };
        if (kind === 'StationDisconnected') gone = true;
        else seen.push(event);
      },
      error: (error) => seen.push(error),
      complete() {},
    },
  );
  return {
    seen,
    async untilGone() {
      await until(`the parting of ${station}`, () => gone);
      return seen;
    },
  };
}

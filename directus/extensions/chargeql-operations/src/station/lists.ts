import { type Row, textColumn as text, timeColumn } from '../shell/columns.js';
import type { Column } from '../shell/data-table.vue';
import type { Format } from '../words/format.js';
import type { Say } from '../words/speak.js';
import { scheduleText } from './schedule-text.js';
import { words } from './words.js';

/** A list of a station: the field of ChargingStation it is, and how it is shown. */
export interface StationList {
  field: string;
  title: string;
  icon: string;
  selection: string;
  columns: Column<Row>[];
}

/** The lists of the tabs that are nothing but lists. */
export function stationLists(
  say: Say,
  format: Format,
): Record<'energy' | 'upkeep' | 'security', StationList[]> {
  const time = (key: string, title: string) => timeColumn(format, key, title);
  const evse = text('evseId', say(words.evse));
  const at = time('at', say(words.at));
  const status = text('status', say(words.status));
  return {
    energy: [
      {
        field: 'reservations',
        title: say(words.reservations),
        icon: 'event_available',
        selection: 'reservationId evseId idToken status statusAt expiresAt',
        columns: [
          text('reservationId', say(words.number)),
          evse,
          text('idToken', say(words.token)),
          status,
          time('expiresAt', say(words.expires)),
        ],
      },
      {
        field: 'chargingProfiles',
        title: say(words.profiles),
        icon: 'show_chart',
        selection: 'profileId evseId purpose stackLevel kind source validFrom validTo reportedAt profile',
        columns: [
          text('profileId', say(words.number)),
          evse,
          text('purpose', say(words.purpose)),
          { ...text('stackLevel', say(words.level)), numeric: true },
          text('kind', say(words.kind)),
          { key: 'profile', title: say(words.schedule), text: (row) => scheduleText(row.profile, format) },
          text('source', say(words.source)),
          time('validTo', say(words.valid)),
          time('reportedAt', say(words.updated)),
        ],
      },
      {
        field: 'externalChargingLimits',
        title: say(words.limits),
        icon: 'speed',
        selection: 'evseId source gridCritical notifiedAt clearedAt',
        columns: [
          evse,
          text('source', say(words.source)),
          time('notifiedAt', say(words.at)),
          time('clearedAt', say(words.ended)),
        ],
      },
    ],
    upkeep: [
      {
        field: 'deviceEvents',
        title: say(words.deviceEvents),
        icon: 'sensors',
        selection: 'occurredAt component variable actualValue trigger techInfo',
        columns: [
          time('occurredAt', say(words.at)),
          text('component', say(words.component)),
          text('variable', say(words.variable)),
          text('actualValue', say(words.value)),
          text('techInfo', say(words.info)),
        ],
      },
    ],
    security: [
      {
        field: 'certificateSigningRequests',
        title: say(words.certificates),
        icon: 'verified_user',
        selection: 'at certificateType status problem requestId',
        columns: [at, text('certificateType', say(words.type)), status, text('problem', say(words.reason))],
      },
      {
        field: 'securityEvents',
        title: say(words.securityEvents),
        icon: 'shield',
        selection: 'at type techInfo',
        columns: [at, text('type', say(words.type)), text('techInfo', say(words.info))],
      },
    ],
  };
}

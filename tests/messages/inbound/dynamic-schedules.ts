import { tellings } from '../tellings.js';

export default tellings([
  {
    versions: ['ocpp2.1'],
    action: 'PullDynamicScheduleUpdate',
    given: (station, { rows }) =>
      rows(
        `insert into charging_profile (station_id, profile_id, evse_id, source, stack_level, purpose, kind, profile, reported_at)
         values ($1, 5, 1, 'CSO', 0, 'TxProfile', 'Dynamic', '{}', now()), ($1, 6, 1, 'CSO', 0, 'TxProfile', 'Dynamic', '{}', now())`,
        [station],
      ),
    payloads: [{ chargingProfileId: 5 }],
    answer: {
      status: 'Rejected',
      statusInfo: { reasonCode: 'NotEnabled', additionalInfo: 'no values are set for this profile' },
    },
    rows: [
      `select profile_id, update_status, update_asked_at is not null as asked
       from charging_profile where station_id = $1 order by profile_id`,
      [
        { profile_id: '5', update_status: 'Rejected', asked: true },
        { profile_id: '6', update_status: null, asked: false },
      ],
    ],
    shown: [
      'chargingProfiles(filter: { profileId: 5 }) { nodes { updateStatus } }',
      { chargingProfiles: { nodes: [{ updateStatus: 'Rejected' }] } },
    ],
    // Asked twice, answered twice: each is a question of its own.
    events: [
      'DynamicScheduleUpdateAsked profileId status',
      [
        { profileId: '5', status: 'Rejected' },
        { profileId: '5', status: 'Rejected' },
      ],
    ],
  },
  {
    // Values that are set are what it is told.
    versions: ['ocpp2.1'],
    action: 'PullDynamicScheduleUpdate',
    given: (station, { rows }) =>
      rows(
        `insert into charging_profile (station_id, profile_id, evse_id, source, stack_level, purpose, kind, profile, reported_at, dynamic_update)
         values ($1, 5, 1, 'CSO', 0, 'TxProfile', 'Dynamic', '{}', now(), '{"limit": 9000}')`,
        [station],
      ),
    payloads: [{ chargingProfileId: 5 }],
    answer: { status: 'Accepted', scheduleUpdate: { limit: 9000 } },
    rows: [
      'select update_status from charging_profile where station_id = $1',
      [{ update_status: 'Accepted' }],
    ],
    shown: [
      'chargingProfiles { nodes { updateStatus dynamicUpdate } }',
      { chargingProfiles: { nodes: [{ updateStatus: 'Accepted', dynamicUpdate: { limit: 9000 } }] } },
    ],
    events: [
      'DynamicScheduleUpdateAsked profileId status',
      [
        { profileId: '5', status: 'Accepted' },
        { profileId: '5', status: 'Accepted' },
      ],
    ],
  },
]);

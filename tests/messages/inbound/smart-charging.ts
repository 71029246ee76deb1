import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Beside, tellings } from '../tellings.js';

const schedule = {
  id: 1,
  chargingRateUnit: 'A',
  chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }],
};
const profile = (id: number) => ({
  id,
  stackLevel: 2,
  chargingProfilePurpose: 'TxProfile',
  chargingProfileKind: 'Relative',
  validTo: '2030-01-01T00:00:00.000Z',
  transactionId: 'tx',
  chargingSchedule: [schedule],
});
const limits =
  'select evse_id, source, grid_critical, schedules, cleared_at is null as holds from external_charging_limit where station_id = $1 order by id';
const needs = {
  requestedEnergyTransfer: 'DC',
  departureTime: '2026-03-01T18:00:00.000Z',
  dcChargingParameters: { evMaxCurrent: 200, evMaxVoltage: 400, energyAmount: 30000 },
};
const timeBase = '2026-03-01T10:00:00.000Z';

const running = (station: string, { rows }: Beside) =>
  rows(
    `insert into transaction (station_id, transaction_id, evse_id, status, started_at)
     values ($1, 'tx', 1, 'ACTIVE', '2026-01-01')`,
    [station],
  );
const limited = (station: string, { rows }: Beside) =>
  rows(
    `insert into external_charging_limit (station_id, evse_id, source, notified_at)
     values ($1, 0, 'EMS', now()), ($1, 1, 'EMS', now()), ($1, 2, 'EMS', now()), ($1, 1, 'SO', now())`,
    [station],
  );

export default tellings([
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'ReportChargingProfiles',
    payloads: [
      { requestId: 3, evseId: 1, chargingLimitSource: 'CSO', tbc: true, chargingProfile: [profile(5)] },
      { requestId: 3, evseId: 0, chargingLimitSource: 'EMS', chargingProfile: [profile(6)] },
    ],
    answer: {},
    rows: [
      `select profile_id, evse_id, source, stack_level, purpose, kind, transaction_id, profile, request_id
       from charging_profile where station_id = $1 order by profile_id`,
      [
        { profile_id: '5', evse_id: 1, source: 'CSO' },
        { profile_id: '6', evse_id: 0, source: 'EMS' },
      ].map((row) => ({
        ...row,
        stack_level: 2,
        purpose: 'TxProfile',
        kind: 'Relative',
        transaction_id: 'tx',
        profile: profile(Number(row.profile_id)),
        request_id: '3',
      })),
    ],
    shown: [
      'chargingProfiles(filter: { source: ["EMS"], purpose: ["TxProfile"] }) { nodes { profileId evseId validTo profile } }',
      {
        chargingProfiles: {
          nodes: [{ profileId: '6', evseId: 0, validTo: '2030-01-01T00:00:00.000Z', profile: profile(6) }],
        },
      },
    ],
    events: [
      'ChargingProfilesReported requestId evseId source profileIds complete',
      [
        { requestId: '3', evseId: 1, source: 'CSO', profileIds: ['5'], complete: false },
        { requestId: '3', evseId: 0, source: 'EMS', profileIds: ['6'], complete: true },
      ],
    ],
  },
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'NotifyChargingLimit',
    payloads: [
      { chargingLimit: { chargingLimitSource: 'EMS' } },
      {
        evseId: 1,
        chargingLimit: { chargingLimitSource: 'SO', isGridCritical: true },
        chargingSchedule: [schedule],
      },
    ],
    answer: {},
    rows: [
      limits,
      [
        { evse_id: 0, source: 'EMS', grid_critical: null, schedules: null, holds: true },
        { evse_id: 1, source: 'SO', grid_critical: true, schedules: [schedule], holds: true },
      ],
    ],
    shown: [
      'externalChargingLimits(filter: { holds: true, evseId: 1 }) { nodes { source gridCritical schedules clearedAt } }',
      {
        externalChargingLimits: {
          nodes: [{ source: 'SO', gridCritical: true, schedules: [schedule], clearedAt: null }],
        },
      },
    ],
    events: [
      'ChargingLimitSet evseId source gridCritical schedules',
      [
        { evseId: 0, source: 'EMS', gridCritical: null, schedules: null },
        { evseId: 1, source: 'SO', gridCritical: true, schedules: [schedule] },
      ],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'NotifyChargingLimit',
    payloads: [{ chargingLimit: { chargingLimitSource: 'SolarRoof', isLocalGeneration: true } }],
    answer: {},
    rows: [
      'select source, local_generation from external_charging_limit where station_id = $1',
      [{ source: 'SolarRoof', local_generation: true }],
    ],
    shown: [
      'externalChargingLimits { nodes { localGeneration } }',
      { externalChargingLimits: { nodes: [{ localGeneration: true }] } },
    ],
    events: ['ChargingLimitSet localGeneration', [{ localGeneration: true }]],
  },
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'ClearedChargingLimit',
    given: limited,
    payloads: [{ chargingLimitSource: 'EMS', evseId: 1 }],
    answer: {},
    rows: [
      limits,
      [
        { evse_id: 0, source: 'EMS', holds: true },
        { evse_id: 1, source: 'EMS', holds: false },
        { evse_id: 2, source: 'EMS', holds: true },
        { evse_id: 1, source: 'SO', holds: true },
      ].map((row) => ({ ...row, grid_critical: null, schedules: null })),
    ],
    shown: [
      'externalChargingLimits(filter: { holds: false }) { nodes { source evseId } }',
      { externalChargingLimits: { nodes: [{ source: 'EMS', evseId: 1 }] } },
    ],
    events: ['ChargingLimitCleared evseId source', [{ evseId: 1, source: 'EMS' }]],
  },
  {
    // The whole station: at every EVSE.
    versions: ['ocpp2.0.1'],
    action: 'ClearedChargingLimit',
    given: limited,
    payloads: [{ chargingLimitSource: 'EMS' }],
    answer: {},
    rows: [
      `select count(*)::int as holding from external_charging_limit where station_id = $1 and cleared_at is null`,
      [{ holding: 1 }],
    ],
    shown: [
      'externalChargingLimits(filter: { holds: true }) { nodes { source } }',
      { externalChargingLimits: { nodes: [{ source: 'SO' }] } },
    ],
    events: ['ChargingLimitCleared source', [{ source: 'EMS' }, { source: 'EMS' }, { source: 'EMS' }]],
  },
  ...[true, false].map((charges) => {
    const status = charges ? 'Accepted' : 'Processing';
    const told = {
      energyTransfer: 'DC',
      energyWh: 30000,
      departureAt: needs.departureTime,
      needs,
      status,
      transaction: charges ? { transactionId: 'tx' } : null,
    };
    return {
      versions: ['ocpp2.0.1', 'ocpp2.1'] as OcppVersion[],
      action: 'NotifyEVChargingNeeds',
      given: charges ? running : async () => undefined,
      payloads: [{ evseId: 1, maxScheduleTuples: 12, chargingNeeds: needs }],
      answer: { status },
      rows: [
        `select energy_transfer, energy_wh, max_schedule_tuples, needs, status, transaction_ref is not null as charging,
           exists (select from command where station_id = $1) as ordered
         from ev_charging_needs where station_id = $1`,
        [
          {
            energy_transfer: 'DC',
            energy_wh: 30000,
            max_schedule_tuples: 12,
            needs,
            status,
            charging: charges,
            ordered: charges,
          },
        ],
      ] as [string, object[]],
      shown: [
        'evChargingNeeds { nodes { energyTransfer energyWh departureAt needs status transaction { transactionId } } }',
        { evChargingNeeds: { nodes: [told] } },
      ] as [string, object],
      events: [
        'EVChargingNeedsReported energyTransfer energyWh departureAt needs status transaction { transactionId }',
        [told],
      ] as [string, object[]],
    };
  }),
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'NotifyEVChargingSchedule',
    given: running,
    payloads: [{ evseId: 1, timeBase, chargingSchedule: schedule }],
    answer: { status: 'Accepted' },
    rows: [
      `select evse_id, time_base, schedule, transaction_ref is not null as charging
       from ev_charging_schedule where station_id = $1`,
      [{ evse_id: 1, time_base: new Date(timeBase), schedule, charging: true }],
    ],
    shown: [
      'evChargingSchedules { nodes { timeBase schedule selectedScheduleId transaction { transactionId } } }',
      {
        evChargingSchedules: {
          nodes: [{ timeBase, schedule, selectedScheduleId: null, transaction: { transactionId: 'tx' } }],
        },
      },
    ],
    events: [
      'EVChargingScheduleReported evseId timeBase schedule transaction { transactionId }',
      [{ evseId: 1, timeBase, schedule, transaction: { transactionId: 'tx' } }],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'NotifyEVChargingSchedule',
    payloads: [
      {
        evseId: 1,
        timeBase,
        chargingSchedule: schedule,
        selectedChargingScheduleId: 4,
        powerToleranceAcceptance: true,
      },
    ],
    answer: { status: 'Accepted' },
    rows: [
      'select selected_schedule_id, power_tolerance_accepted, transaction_ref from ev_charging_schedule where station_id = $1',
      [{ selected_schedule_id: '4', power_tolerance_accepted: true, transaction_ref: null }],
    ],
    shown: [
      'evChargingSchedules { nodes { selectedScheduleId powerToleranceAccepted transaction { id } } }',
      {
        evChargingSchedules: {
          nodes: [{ selectedScheduleId: '4', powerToleranceAccepted: true, transaction: null }],
        },
      },
    ],
    events: ['EVChargingScheduleReported transactionRef', [{ transactionRef: null }]],
  },
]);

import {
  aboutNow,
  ago,
  call,
  event,
  evse,
  type Kept,
  type Quirk,
  reconnect,
  start,
  started,
} from './quirk.js';

const box = { chargePointVendor: 'Vendor', chargePointModel: 'Model' };
const boot = (model = 'Model') => call('BootNotification', { ...box, chargePointModel: model });
const status = call('StatusNotification', { connectorId: 1, status: 'Available', errorCode: 'NoError' });
/** Seconds; what cannot be read is taken for none by some chargers, which then beat without a pause. */
const interval = (value: unknown) => Number.isInteger(value) && Number(value) >= 10;
const accepted = { status: 'Accepted', currentTime: aboutNow, interval };
const available: Kept['connectors'] = [{ evse_id: 1, connector_id: 1, status: 'Available' }];

const error = (code: unknown, description: unknown, details: unknown, id?: string) => ({
  action: 'Reset',
  payload: { type: 'Immediate' },
  replies: (asked: string) => [[4, id ?? asked, code, description, details]],
});
const failed = (code: string, more: object = {}) => ({
  answers: [],
  kept: { commands: [{ state: 'CALL_ERROR', error_code: code, late: false, ...more }] },
});

/** Frames in an odd order, at an odd time, or of an odd form. */
export const oddFrames: Quirk[] = [
  {
    name: 'two CALLs in flight are answered in turn',
    seen: 'independent client',
    version: 'ocpp1.6',
    together: true,
    send: [boot(), status, start({}), call('Heartbeat', {})],
    both: {
      answers: [accepted, {}, started, { currentTime: aboutNow }],
      kept: { connectors: available, transactions: [{ status: 'ACTIVE' }] },
    },
  },
  {
    name: 'a status before the boot message of a station that is accepted counts',
    seen: 'independent client',
    version: 'ocpp1.6',
    together: true,
    send: [status, boot()],
    both: { answers: [{}, accepted], kept: { connectors: available } },
  },
  {
    name: 'a status before the boot answer of a station that is pending is refused',
    seen: 'independent client',
    version: 'ocpp1.6',
    station: { registration_status: 'PENDING' },
    send: [status, boot(), status],
    both: {
      answers: ['code SecurityError', { status: 'Pending', interval }, 'code SecurityError'],
      kept: { station: { model: 'Model' } },
    },
  },
  {
    name: 'a second boot message on a live connection is a boot like the first, and ends no transaction',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [boot(), start(), boot('Other')],
    both: {
      answers: [accepted, started, accepted],
      kept: { station: { model: 'Other' }, transactions: [{ status: 'ACTIVE' }] },
    },
  },
  {
    name: 'Pulsar: no boot message after a reconnect, the session goes on',
    seen: 'evcc#15991, evcc#28046',
    version: 'ocpp1.6',
    send: [boot(), reconnect, status, start()],
    both: {
      answers: [accepted, {}, started],
      kept: { connectors: available, transactions: [{ status: 'ACTIVE' }] },
    },
  },
  {
    name: 'a status comes before the message of the transaction it belongs to',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [
      call('StatusNotification', {
        timestamp: ago(1),
        connectorStatus: 'Occupied',
        evseId: 1,
        connectorId: 1,
      }),
      event('Started', 0, 2, { evse }),
    ],
    both: {
      answers: [{}, {}],
      kept: { connectors: [{ status: 'Occupied' }], transactions: [{ started_at: ago(2) }] },
    },
  },
  {
    name: 'an older status that comes late does not undo the newer',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [
      call('StatusNotification', {
        connectorId: 1,
        status: 'Charging',
        errorCode: 'NoError',
        timestamp: ago(1),
      }),
      call('StatusNotification', {
        connectorId: 1,
        status: 'Available',
        errorCode: 'NoError',
        timestamp: ago(9),
      }),
    ],
    both: { answers: [{}, {}], kept: { connectors: [{ reported_status: 'Charging' }] } },
  },
  {
    // What the handshake settled holds for the connection: a version guessed frame by frame would read one word in two ways.
    name: 'FoxESS: 1.6 is negotiated and 2.0.1 spoken: each message is refused by what it lacks, the line lives',
    seen: 'lbbrhzn#2008',
    version: 'ocpp1.6',
    send: [
      call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'FoxESS', model: 'A' } }),
      event('Started', 0, 30, { evse }),
      call('StatusNotification', {
        timestamp: ago(1),
        connectorStatus: 'Available',
        evseId: 0,
        connectorId: 0,
      }),
      call('Heartbeat', {}),
    ],
    findings: [
      ...['required', 'required', 'additionalProperties', 'additionalProperties'],
      ...['required', 'required', 'additionalProperties', 'additionalProperties'],
    ],
    both: {
      answers: [
        'code OccurenceConstraintViolation',
        'code NotImplemented',
        'code OccurenceConstraintViolation',
        { currentTime: aboutNow },
      ],
      kept: { station: { vendor: null } },
    },
  },
  {
    name: 'FoxESS: 2.0.1 is negotiated and 1.6 spoken',
    seen: 'lbbrhzn#2008',
    version: 'ocpp2.0.1',
    send: [boot(), start()],
    findings: ['required', 'required', 'additionalProperties', 'additionalProperties'],
    both: {
      answers: ['code OccurrenceConstraintViolation', 'code NotImplemented'],
      kept: { station: { vendor: null, ocpp_version: 'ocpp2.0.1' } },
    },
  },
  {
    name: 'a CALLERROR with text for details',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [error('InternalError', 'out of order', 'see the manual')],
    both: failed('InternalError', { error_description: 'out of order' }),
  },
  {
    name: 'a CALLERROR without details, and with null for a description',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [{ action: 'ClearCache', replies: (id) => [[4, id, 'GenericError', null]] }],
    both: failed('GenericError'),
  },
  {
    name: 'a CALLERROR whose description is longer than 255 characters',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [error('InternalError', 'd'.repeat(400), {})],
    both: failed('InternalError', { error_description: 'd'.repeat(400) }),
  },
  {
    name: 'a CALLERROR under "-1" answers the one call under way',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [error('RpcFrameworkError', 'no message id', {}, '-1')],
    both: failed('RpcFrameworkError', { error_description: 'no message id' }),
  },
  {
    name: 'a CALLERROR in 2.x with the spelling of 1.6',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [error('FormationViolation', '', {}), error('OccurenceConstraintViolation', '', {})],
    both: {
      answers: [],
      kept: {
        commands: [
          { state: 'CALL_ERROR', error_code: 'FormationViolation' },
          { state: 'CALL_ERROR', error_code: 'OccurenceConstraintViolation' },
        ],
      },
    },
  },
  {
    name: 'a CALL of the station comes before its answer to ours',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [
      {
        action: 'ClearCache',
        replies: (id) => [status, call('Heartbeat', {}), [3, id, { status: 'Accepted' }]],
      },
    ],
    both: {
      answers: [{}, { currentTime: aboutNow }],
      kept: { connectors: available, commands: [{ state: 'ANSWERED', answer: { status: 'Accepted' } }] },
    },
  },
  {
    name: 'Mennekes: an answer that comes after its time, while the next call is under way, counts for its own',
    seen: 'evcc#26837, ocpp-go#294',
    version: 'ocpp1.6',
    send: [
      { action: 'Reset', payload: { type: 'Soft' }, late: true, replies: () => [] },
      {
        action: 'ClearCache',
        replies: (id, [first]) => [
          [3, first, { status: 'Rejected' }],
          [3, id, { status: 'Accepted' }],
        ],
      },
    ],
    both: {
      answers: [],
      kept: {
        commands: [
          { action: 'Reset', state: 'ANSWERED', late: true, answer: { status: 'Rejected' } },
          { action: 'ClearCache', state: 'ANSWERED', late: false, answer: { status: 'Accepted' } },
        ],
      },
    },
  },
  {
    name: 'a station that is gone in answer to a call: the call is not left open, and it may come back',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [{ action: 'Reset', payload: { type: 'Hard' }, replies: () => [] }, reconnect, boot()],
    both: {
      answers: [{ status: 'Accepted', interval: (seconds: unknown) => Number(seconds) > 0 }],
      kept: { commands: [{ action: 'Reset', state: 'TIMED_OUT' }], station: { vendor: 'Vendor' } },
    },
  },
];

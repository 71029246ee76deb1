import {
  aboutNow,
  ago,
  call,
  event,
  evse,
  idToken,
  type Quirk,
  refused,
  start,
  started,
  tag,
} from './quirk.js';

const box = { chargePointVendor: 'Vendor', chargePointModel: 'Model' };
const is = { status: 'Accepted', currentTime: aboutNow };
const status = (more: object) =>
  call('StatusNotification', {
    connectorId: 1,
    status: 'Available',
    errorCode: 'NoError',
    timestamp: ago(1),
    ...more,
  });

/** Payloads that break the schema of their message. */
export const payloads: Quirk[] = [
  {
    name: 'a serial number longer than 25 characters is kept whole',
    seen: 'mh PR#123, lbbrhzn#213',
    version: 'ocpp1.6',
    send: [call('BootNotification', { ...box, chargePointSerialNumber: 'S'.repeat(40) })],
    findings: ['/chargePointSerialNumber maxLength'],
    lenient: { answers: [is], kept: { station: { serial_number: 'S'.repeat(40), vendor: 'Vendor' } } },
    strict: { ...refused('PropertyConstraintViolation'), kept: { station: { vendor: null } } },
  },
  {
    name: 'the error code Error',
    seen: 'lbbrhzn#1248',
    version: 'ocpp1.6',
    send: [status({ status: 'Faulted', errorCode: 'Error' })],
    findings: ['/errorCode enum'],
    lenient: { answers: [{}], kept: { connectors: [{ status: 'Faulted', error_code: 'Error' }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'bad escapes in an idTag make the frame no JSON; it is refused under its own id, and the line lives',
    seen: 'mh#415',
    version: 'ocpp1.6',
    send: [
      '[2,"bad","Authorize",{"idTag":"\\x04\\xe1AB"}]',
      '[2,"raw","Authorize",{"idTag":"\u0004AB"}]',
      call('Authorize', { idTag: '\u0000AB' }),
    ],
    both: {
      answers: ['code FormationViolation', 'code FormationViolation', { idTagInfo: { status: 'Invalid' } }],
    },
  },
  {
    name: 'fields nobody declared',
    seen: 'occore#36',
    version: 'ocpp1.6',
    send: [call('Heartbeat', { uptime: 7 }), start({ vendorInfo: { a: 1 } })],
    findings: ['additionalProperties', 'additionalProperties'],
    lenient: { answers: [{ currentTime: aboutNow }, started], kept: { transactions: [{ id_token: tag }] } },
    strict: { answers: ['code FormationViolation', 'code FormationViolation'] },
  },
  {
    name: 'a field twice: the last one counts',
    seen: 'occore#36',
    version: 'ocpp1.6',
    send: [
      `[2,"twice","StatusNotification",{"connectorId":1,"status":"Charging","status":"Available","errorCode":"NoError"}]`,
    ],
    both: { answers: [{}], kept: { connectors: [{ reported_status: 'Available', status_at: aboutNow }] } },
  },
  {
    name: 'a boot message that lacks a required field is refused by name and harms nothing',
    seen: 'citrineos#120',
    version: 'ocpp2.0.1',
    send: [call('BootNotification', { reason: 'PowerUp', chargingStation: { model: 'Model' } })],
    findings: ['/chargingStation required'],
    both: {
      ...refused('OccurrenceConstraintViolation'),
      kept: { station: { vendor: null, booted_at: null } },
    },
  },
  {
    name: 'null for what is not known',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [
      call('BootNotification', { ...box, iccid: null, chargePointSerialNumber: null }),
      status({ timestamp: null, info: null }),
    ],
    findings: ['/iccid type', '/chargePointSerialNumber type', '/timestamp type', '/info type'],
    lenient: {
      answers: [is, {}],
      kept: { connectors: [{ status: 'Available', info: null, status_at: aboutNow }] },
    },
    strict: { answers: ['code TypeConstraintViolation', 'code TypeConstraintViolation'] },
  },
  {
    name: 'empty strings for what is not known',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [
      call('BootNotification', {
        ...box,
        iccid: '',
        imsi: '',
        firmwareVersion: '',
        chargePointSerialNumber: '',
      }),
      status({ info: '', vendorId: '', vendorErrorCode: '' }),
    ],
    both: {
      answers: [is, {}],
      kept: {
        station: { iccid: null, serial_number: null, firmware_version: null },
        connectors: [{ info: null, vendor_error_code: null }],
      },
    },
  },
  {
    name: 'a 1.6 status without a time',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [call('StatusNotification', { connectorId: 1, status: 'Available', errorCode: 'NoError' })],
    both: { answers: [{}], kept: { connectors: [{ status: 'Available', status_at: aboutNow }] } },
  },
  {
    name: 'a 2.x status without a time, which it must have',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [call('StatusNotification', { connectorStatus: 'Available', evseId: 1, connectorId: 1 })],
    findings: ['required'],
    lenient: { answers: [{}], kept: { connectors: [{ status: 'Available', status_at: aboutNow }] } },
    strict: refused('OccurrenceConstraintViolation'),
  },
  {
    name: 'numbers as text, text as numbers',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start({ connectorId: '1', meterStart: '1000', idTag: 12345678 })],
    findings: ['/connectorId type', '/meterStart type', '/idTag type'],
    lenient: {
      answers: [{ idTagInfo: { status: 'Invalid' } }],
      kept: { transactions: [{ evse_id: 1, meter_start_wh: 1000, id_token: '12345678' }] },
    },
    strict: refused('TypeConstraintViolation'),
  },
  {
    name: 'a meter start with a fraction of a Wh',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [start({ meterStart: 1000.4 })],
    findings: ['/meterStart type'],
    lenient: { answers: [started], kept: { transactions: [{ meter_start_wh: 1000 }] } },
    strict: refused('TypeConstraintViolation'),
  },
  {
    name: 'a tag of 24 characters where 20 are allowed',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [call('Authorize', { idTag: 'A'.repeat(24) })],
    findings: ['/idTag maxLength'],
    lenient: { answers: [{ idTagInfo: { status: 'Invalid' } }] },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'a status and a reason that no list has',
    seen: 'independent client',
    version: 'ocpp1.6',
    send: [status({ status: 'Standby' })],
    findings: ['/status enum'],
    lenient: { answers: [{}], kept: { connectors: [{ status: 'Unavailable', reported_status: 'Standby' }] } },
    strict: refused('PropertyConstraintViolation'),
  },
  {
    name: 'a trigger reason that no list has',
    seen: 'independent client',
    version: 'ocpp2.0.1',
    send: [event('Started', 0, 30, { evse, idToken, triggerReason: 'PlugIn' })],
    findings: ['/triggerReason enum'],
    lenient: {
      answers: [{ idTokenInfo: { status: 'Accepted' } }],
      kept: { transactions: [{ status: 'ACTIVE' }], messages: [{ trigger_reason: 'PlugIn' }] },
    },
    strict: refused('PropertyConstraintViolation'),
  },
];

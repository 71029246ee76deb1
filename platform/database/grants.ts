/** The logins a deployment has beside the owner of the database; the gateway has none, for it uses no database. */
export const databaseRoles = ['handlers', 'graph', 'directus'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** In the words of SQL; undefined: nothing. */
type Rights = string | undefined;

const none = undefined;
const read = 'select';
const add = 'select, insert';
const change = 'select, update';
const keep = 'select, insert, update';
const drop = 'select, delete';
const log = 'select, insert, delete';
const all = 'select, insert, update, delete';
/** Locks a row against changes, which takes a right to change one column. */
const lock = 'select, update (updated_at)';

/**
 * Who may do what with each table: handlers keep what stations tell, graph writes commands and what people edit (and
 * erases a driver's data), Directus shows its collections and edits those that people administer.
 */
export const grants: Record<string, readonly [handlers: Rights, graph: Rights, directus: Rights]> = {
  migration: [none, none, none],

  // stations
  location: [read, all, all],
  gateway: [all, read, none],
  charging_station: [keep, all, all],
  evse: [keep, read, read],
  connector: [keep, read, read],
  connection: [keep, read, read],
  refused_handshake: [keep, read, read],
  login_failure: [all, none, none],
  availability: [all, read, none],
  inventory: [keep, read, none],

  // messages and events
  station_message: [add, change, none],
  station_event: [log, 'select, insert, update', read],
  station_event_horizon: [all, read, none],
  event_reader: [none, none, keep],
  item_change: [drop, none, read],
  command: [keep, keep, read],
  command_secret: [log, 'insert', none],
  audit: [drop, keep, read],
  orphan_message: [keep, change, all],
  vendor_message: [read, all, read],
  data_transfer: [all, read, none],

  // drivers
  id_token: [lock, all, all],
  id_token_group: [read, all, all],
  id_token_place: [read, all, all],
  id_token_time: [read, all, all],
  cached_authorization: [all, none, none],
  cache_clearing: [keep, none, none],
  local_list_rule: [read, all, all],
  local_list_revision: [read, read, none],
  local_list: [keep, change, none],
  local_list_entry: [all, read, none],
  local_list_wanted: [read, read, none],
  local_list_limit: [read, read, none],
  reservation: [keep, keep, read],
  customer_information: [all, drop, none],

  // charging
  transaction: [keep, change, read],
  transaction_event: [keep, read, none],
  transaction_exchange: [keep, read, none],
  meter_value: [keep, read, read],
  charging_profile: [keep, change, read],
  composite_schedule: [keep, read, none],
  external_charging_limit: [keep, read, none],
  ev_charging_needs: [keep, change, none],
  ev_charging_schedule: [keep, read, none],
  battery_swap: [keep, change, none],
  battery_swap_request: [keep, read, none],
  settlement: [keep, read, none],
  station_tariff: [keep, read, none],
  vat_number_query: [keep, read, none],
  afrr_signal: [keep, read, none],
  der_control: [keep, read, none],
  der_alarm: [keep, read, none],

  // device model and configuration
  variable: [keep, read, read],
  variable_monitor: [all, read, none],
  device_report: [keep, read, none],
  device_event: [log, read, read],
  event_stream: [keep, read, none],
  event_stream_value: [log, read, none],
  display_message: [keep, read, none],
  station_group: [read, all, all],
  station_group_member: [read, all, all],
  desired_variable: [read, all, all],
  drift: [all, read, none],
  configuration_due: [log, read, none],

  // firmware, logs, campaigns
  firmware_status: [add, read, none],
  firmware_update: [all, change, read],
  log_status: [add, read, none],
  log_request: [all, read, none],
  upload: [all, all, none],
  upload_part: [drop, all, none],
  campaign: [all, keep, read],
  campaign_station: [keep, keep, none],
  campaign_command: [add, read, none],

  // security
  security_event: [log, read, read],
  certificate_authority: [keep, read, none],
  certificate_revocation_list: [keep, read, none],
  certificate_signing_request: [keep, read, none],
  certificate_query: [keep, read, none],
  issued_certificate: [keep, change, read],
  installed_certificate: [all, read, none],
};

/** Columns that hold secrets: only handlers read them, and only these others write them. */
export const secretColumns: Record<string, { columns: readonly string[]; written: readonly DatabaseRole[] }> =
  {
    charging_station: { columns: ['password_hash', 'next_password_hash'], written: ['graph'] },
    certificate_authority: { columns: ['sealed_key'], written: [] },
  };

/** Whose numbers a role draws. */
export const sequences: Record<string, readonly DatabaseRole[]> = {
  connection_epoch: ['handlers'],
  transaction_id_seq: ['handlers'],
  report_request_id: ['handlers', 'graph'],
  station_request_id: ['handlers', 'graph'],
  charging_profile_number: ['handlers', 'graph'],
  remote_start_id: ['graph'],
  reservation_number: ['graph'],
  display_message_number: ['graph'],
};

/** Functions that work with the owner's rights, and who calls them; what a trigger calls, follows whoever edits. */
export const trustedFunctions: Record<string, readonly DatabaseRole[]> = {
  tend_partitions: ['handlers'],
  name_id_token_group: [],
  empty_id_token_group: [],
  raise_local_list_revision: [],
  begin_local_list: [],
  id_token_changed: [],
  id_token_limits_changed: [],
  id_token_group_changed: [],
  note_item_change: [],
  note_station_edit: [],
  note_location_edit: [],
  desired_variable_edited: [],
  station_group_member_edited: [],
  station_group_edited: [],
  begin_station_request: [],
  take_new_password: [],
  end_other_passwords: [],
};

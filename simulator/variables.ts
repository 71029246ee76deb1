/** What a variable is worth knowing about, in both dialects. */
export interface Variable {
  component: string;
  /** Set where the component belongs to one EVSE. */
  evseId?: number;
  name: string;
  instance?: string;
  /** Its 1.6 configuration key, where that version has it. */
  key16?: string;
  access: 'ReadOnly' | 'ReadWrite' | 'WriteOnly';
  type: 'boolean' | 'integer' | 'decimal' | 'string' | 'MemberList' | 'OptionList' | 'SequenceList';
  unit?: string;
  min?: number;
  max?: number;
  /** What a list may hold. */
  values?: readonly string[];
  initial: string;
  /** For what is read from the charger itself. */
  read?: () => string;
  /** What is to be checked beyond that. */
  accepts?: (value: string) => boolean;
  /** For what 1.6 sets and 2.x may only read: whether it was taken. */
  set16?: (value: string) => boolean;
  /** Takes effect at the next boot only. */
  needsReboot?: boolean;
}

export const measurands = [
  'Energy.Active.Import.Register',
  'Power.Active.Import',
  'SoC',
  'Voltage',
  'Current.Import',
] as const;
export type Measurand = (typeof measurands)[number];

export const readOnly = (
  component: string,
  name: string,
  initial: string,
  more: Partial<Variable> = {},
): Variable => ({
  component,
  name,
  access: 'ReadOnly',
  type: 'string',
  initial,
  ...more,
});

const seconds = (component: string, name: string, initial: string, key16?: string): Variable => ({
  component,
  name,
  ...(key16 ? { key16 } : {}),
  access: 'ReadWrite',
  type: 'integer',
  unit: 's',
  min: 0,
  max: 604_800,
  initial,
});

const yesNo = (component: string, name: string, initial: string, key16: string): Variable => ({
  component,
  name,
  key16,
  access: 'ReadWrite',
  type: 'boolean',
  initial,
});

const list = (component: string, name: string, key16?: string): Variable => ({
  component,
  name,
  ...(key16 ? { key16 } : {}),
  access: 'ReadWrite',
  type: 'MemberList',
  values: measurands,
  initial: measurands.join(','),
});

const perTransactionEvent = { instance: 'TransactionEvent' };

/** The device model of a simulated charger (2.x Part 2 appendix; 1.6 §9). One table for all of them. */
export const variables: readonly Variable[] = [
  seconds('OCPPCommCtrlr', 'HeartbeatInterval', '300', 'HeartbeatInterval'),
  seconds('OCPPCommCtrlr', 'OfflineThreshold', '60'),
  {
    ...seconds('OCPPCommCtrlr', 'MessageAttempts', '3', 'TransactionMessageAttempts'),
    ...perTransactionEvent,
    unit: undefined,
    min: 1,
    max: 100,
  },
  {
    ...seconds('OCPPCommCtrlr', 'MessageAttemptInterval', '30', 'TransactionMessageRetryInterval'),
    ...perTransactionEvent,
  },
  seconds('OCPPCommCtrlr', 'ResetRetries', '1', 'ResetRetries'),
  seconds('OCPPCommCtrlr', 'WebSocketPingInterval', '0', 'WebSocketPingInterval'),
  readOnly('OCPPCommCtrlr', 'FileTransferProtocols', 'HTTPS', { type: 'MemberList' }),
  seconds('SampledDataCtrlr', 'TxUpdatedInterval', '60', 'MeterValueSampleInterval'),
  list('SampledDataCtrlr', 'TxStartedMeasurands'),
  list('SampledDataCtrlr', 'TxUpdatedMeasurands', 'MeterValuesSampledData'),
  list('SampledDataCtrlr', 'TxEndedMeasurands', 'StopTxnSampledData'),
  readOnly('AlignedDataCtrlr', 'Interval', '0', {
    key16: 'ClockAlignedDataInterval',
    type: 'integer',
    unit: 's',
  }),
  yesNo('AuthCtrlr', 'AuthorizeRemoteStart', 'false', 'AuthorizeRemoteTxRequests'),
  yesNo('AuthCtrlr', 'LocalAuthorizeOffline', 'true', 'LocalAuthorizeOffline'),
  yesNo('AuthCtrlr', 'OfflineTxForUnknownIdEnabled', 'true', 'AllowOfflineTxForUnknownId'),
  yesNo('TxCtrlr', 'StopTxOnInvalidId', 'true', 'StopTransactionOnInvalidId'),
  readOnly('TxCtrlr', 'StopTxOnEVSideDisconnect', 'true', {
    key16: 'StopTransactionOnEVSideDisconnect',
    type: 'boolean',
  }),
  seconds('TxCtrlr', 'EVConnectionTimeOut', '120', 'ConnectionTimeOut'),
  readOnly('TxCtrlr', 'TxStartPoint', 'PowerPathClosed', { type: 'MemberList' }),
  readOnly('TxCtrlr', 'TxStopPoint', 'PowerPathClosed', { type: 'MemberList' }),
  {
    component: 'SecurityCtrlr',
    name: 'BasicAuthPassword',
    key16: 'AuthorizationKey',
    access: 'WriteOnly',
    type: 'string',
    min: 16,
    max: 40,
    initial: '',
  },
  {
    component: 'SecurityCtrlr',
    name: 'OrganizationName',
    key16: 'CpoName',
    access: 'ReadWrite',
    type: 'string',
    initial: 'ChargeQL',
  },
  readOnly('SecurityCtrlr', 'MaxCertificateChainSize', '10000', {
    key16: 'CertificateSignedMaxChainSize',
    type: 'integer',
  }),
  seconds('SecurityCtrlr', 'CertSigningWaitMinimum', '60'),
  { ...seconds('SecurityCtrlr', 'CertSigningRepeatTimes', '2'), unit: undefined, max: 10 },
  readOnly('ClockCtrlr', 'TimeSource', 'Heartbeat', { type: 'MemberList' }),
  readOnly('DeviceDataCtrlr', 'ItemsPerMessage', '20', {
    instance: 'GetVariables',
    key16: 'GetConfigurationMaxKeys',
    type: 'integer',
  }),
  readOnly('DeviceDataCtrlr', 'BytesPerMessage', '65000', { instance: 'GetVariables', type: 'integer' }),
  readOnly('LocalAuthListCtrlr', 'Enabled', 'false', { key16: 'LocalAuthListEnabled', type: 'boolean' }),
  readOnly('SmartChargingCtrlr', 'ProfileStackLevel', '9', {
    key16: 'ChargeProfileMaxStackLevel',
    type: 'integer',
  }),
  readOnly('SmartChargingCtrlr', 'RateUnit', 'A,W', {
    key16: 'ChargingScheduleAllowedChargingRateUnit',
    type: 'MemberList',
  }),
  readOnly('SmartChargingCtrlr', 'PeriodsPerSchedule', '24', {
    key16: 'ChargingScheduleMaxPeriods',
    type: 'integer',
  }),
  readOnly('ChargingStation', 'SupportedFeatureProfiles', 'Core,RemoteTrigger,SmartCharging', {
    key16: 'SupportedFeatureProfiles',
    type: 'MemberList',
  }),
];

import type { OcppVersion } from '../../ocpp/versions.js';

/** Every secret of the story has it in it, so that one look finds all. */
export const marked = 'hush';

export type Answer = (payload: Record<string, unknown>) => [3, object] | [4, string, string, object];

const secretVariable = { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } };
const quoting = (payload: object): [4, string, string, object] => {
  const text = JSON.stringify(payload);
  const said = /hush-[\w-]+/.exec(text)?.[0];
  return [4, 'PropertyConstraintViolation', `I do not like ${said}`, { given: said }];
};

export interface Dialect {
  prefix: string;
  boot: object;
  /** Sent by us: action and payload. */
  told: [action: string, payload: object][];
  /** Waits for the station, then reaches it. */
  waits: [action: string, payload: object];
  answers: Record<string, Answer>;
  /** Sent by the station. */
  tells: [action: string, payload: object][];
}

const v16: Dialect = {
  prefix: 'ocpp16',
  boot: { chargePointVendor: 'V', chargePointModel: 'M' },
  told: [
    ['ChangeConfiguration', { key: 'AuthorizationKey', value: `${marked}-configured` }],
    ['GetConfiguration', { key: ['AuthorizationKey'] }],
    ['DataTransfer', { vendorId: 'V', data: JSON.stringify({ wifi: { key: `${marked}-data` } }) }],
    [
      'UpdateFirmware',
      { location: `ftp://me:${marked}-url@example.com/f`, retrieveDate: '2026-01-01T00:00:00Z' },
    ],
    ['GetDiagnostics', { location: `ftp://me:${marked}-log@example.com/` }],
  ],
  waits: ['ChangeConfiguration', { key: 'VendorPassword', value: `${marked}-waits` }],
  answers: {
    ChangeConfiguration: ({ key, value }) =>
      key === 'AuthorizationKey' ? quoting({ value }) : [3, { status: 'Accepted' }],
    GetConfiguration: () => [
      3,
      { configurationKey: [{ key: 'AuthorizationKey', readonly: false, value: `${marked}-read` }] },
    ],
    DataTransfer: ({ data }) => [3, { status: 'Accepted', data }],
    UpdateFirmware: () => [3, {}],
    GetDiagnostics: () => [3, { fileName: 'log' }],
  },
  tells: [['DataTransfer', { vendorId: 'V', data: JSON.stringify({ apiToken: `${marked}-told` }) }]],
};

const v2 = (prefix: string): Dialect => ({
  prefix,
  boot: { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
  told: [
    ['SetVariables', { setVariableData: [{ ...secretVariable, attributeValue: `${marked}-variable` }] }],
    ['GetVariables', { getVariableData: [secretVariable] }],
    ['DataTransfer', { vendorId: 'V', data: { wifi: { password: `${marked}-data` } } }],
    [
      'UpdateFirmware',
      {
        requestId: 7,
        firmware: {
          location: `ftp://me:${marked}-url@example.com/f`,
          retrieveDateTime: '2026-01-01T00:00:00Z',
        },
        customData: { vendorId: 'V', token: `${marked}-custom` },
      },
    ],
    [
      'GetLog',
      {
        logType: 'DiagnosticsLog',
        requestId: 8,
        log: { remoteLocation: `ftp://me:${marked}-log@example.com/` },
      },
    ],
    [
      'SetNetworkProfile',
      {
        configurationSlot: 1,
        connectionData: {
          ocppInterface: 'Wireless0',
          ocppTransport: 'JSON',
          ocppCsmsUrl: 'wss://example.com',
          messageTimeout: 30,
          securityProfile: 1,
          ...(prefix === 'ocpp21'
            ? { basicAuthPassword: `${marked}-basic-auth` }
            : { ocppVersion: 'OCPP20' }),
          apn: { apn: 'a', apnAuthentication: 'AUTO', apnPassword: `${marked}-apn` },
          vpn: { server: 's', user: 'u', password: `${marked}-vpn`, key: `${marked}-vpn-key`, type: 'IKEv2' },
        },
      },
    ],
  ],
  waits: [
    'SetVariables',
    {
      setVariableData: [
        { component: { name: 'X' }, variable: { name: 'VendorPassword' }, attributeValue: `${marked}-waits` },
      ],
    },
  ],
  answers: {
    SetVariables: ({ setVariableData }) => {
      const [{ component, variable }] = setVariableData as [
        { component: object; variable: { name: string } },
      ];
      if (variable.name === 'BasicAuthPassword') return quoting({ setVariableData });
      return [3, { setVariableResult: [{ component, variable, attributeStatus: 'Accepted' }] }];
    },
    GetVariables: () => [
      3,
      {
        getVariableResult: [
          { ...secretVariable, attributeStatus: 'Accepted', attributeValue: `${marked}-read` },
        ],
      },
    ],
    DataTransfer: ({ data }) => [3, { status: 'Accepted', data }],
    UpdateFirmware: () => [3, { status: 'Accepted' }],
    GetLog: () => [3, { status: 'Accepted', filename: 'log' }],
    SetNetworkProfile: () => [3, { status: 'Accepted' }],
  },
  tells: [
    ['DataTransfer', { vendorId: 'V', data: { nested: JSON.stringify({ secret: `${marked}-told` }) } }],
    [
      'NotifyReport',
      {
        requestId: 1,
        seqNo: 0,
        generatedAt: '2026-01-01T00:00:00Z',
        reportData: [{ ...secretVariable, variableAttribute: [{ value: `${marked}-reported` }] }],
      },
    ],
    [
      'NotifyEvent',
      {
        generatedAt: '2026-01-01T00:00:00Z',
        seqNo: 0,
        eventData: [
          {
            ...secretVariable,
            ...{ eventId: 1, timestamp: '2026-01-01T00:00:00Z', trigger: 'Delta' },
            ...{ actualValue: `${marked}-noticed`, eventNotificationType: 'HardWiredNotification' },
            ...(prefix === 'ocpp21' ? { severity: 5 } : {}),
          },
        ],
      },
    ],
  ],
});

export const dialects: Record<OcppVersion, Dialect> = {
  'ocpp1.6': v16,
  'ocpp2.0.1': v2('ocpp201'),
  'ocpp2.1': v2('ocpp21'),
};

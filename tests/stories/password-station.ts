import assert from 'node:assert/strict';
import type { OcppVersion } from '../../ocpp/versions.js';
import { type Chain, type Data, openChain } from './chain.js';
import { type StrictClient, strictClient } from './strict-client.js';

const boot: Record<OcppVersion, object> = {
  'ocpp1.6': { chargePointVendor: 'V', chargePointModel: 'M' },
  'ocpp2.0.1': { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
  'ocpp2.1': { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } },
};

/** Where a station comes in, and what it has to trust there. */
export interface Door {
  url: string;
  ca?: string;
}

export interface Stationed {
  client: StrictClient;
  /** Passwords it was told. */
  told: string[];
  comes(): Promise<void>;
}

export type Saying = 'Accepted' | 'Rejected' | 'nothing';

/** A station that takes new passwords, or does not, or says nothing to them. */
export function passwordStation(
  { url, ca }: Door,
  { id, version, password }: { id: string; version: OcppVersion; password: string },
  says: Saying = 'Accepted',
): Stationed {
  const client = strictClient(url, id, version, {
    password,
    ...(ca === undefined ? {} : { wsOpts: { ca } }),
  });
  const told: string[] = [];
  const silence = new Promise<object>(() => undefined);
  client.on('ChangeConfiguration', ({ key, value }) => {
    assert.equal(key, 'AuthorizationKey');
    told.push(value);
    return says === 'nothing' ? silence : { status: says };
  });
  client.on('SetVariables', ({ setVariableData: [{ component, variable, attributeValue }] }) => {
    told.push(attributeValue);
    return says === 'nothing'
      ? silence
      : { setVariableResult: [{ component, variable, attributeStatus: says }] };
  });
  const comes = async () => {
    await client.connect();
    await client.call('BootNotification', boot[version]);
  };
  return { client, told, comes };
}

export const openPasswordChain = (environment: Record<string, string> = {}): Promise<Chain> =>
  openChain({
    environment: { UNKNOWN_STATIONS: 'reject', SECRET: 'a secret of the password story', ...environment },
  });

export const enter = (chain: Chain, id: string, profile: number, password: string): Promise<Data> =>
  chain.read(
    `mutation ($id: ID!, $profile: Int!, $password: String!) {
      createStation(input: { id: $id, securityProfile: $profile, password: $password }) { id }
    }`,
    { id, profile, password },
  );

export const rotate = async (chain: Chain, id: string, options = ''): Promise<Data> =>
  (
    await chain.read(
      `mutation ($id: ID!) { rotateStationPassword(stationId: $id ${options}) { password state answer { status accepted } command { id } } }`,
      { id },
    )
  ).rotateStationPassword;

import { ask } from '../connection/ask.js';

interface Issued {
  issueStationPassword: { password: string };
}

/** Lets a station take part. */
export const approve = (id: string): Promise<unknown> =>
  ask('mutation ($id: ID!) { approveStation(id: $id) { id } }', { id });

/** The same with a password, which it has to send from its next connection on; nobody can read it again. */
export const approveWithPassword = async (id: string): Promise<string> =>
  (
    await ask<Issued>(
      'mutation ($id: ID!) { issueStationPassword(stationId: $id) { password } approveStation(id: $id) { id } }',
      { id },
    )
  ).issueStationPassword.password;

/** The same for one that was turned away at the door and has no entry yet. */
export const enter = async (id: string): Promise<string> =>
  (
    await ask<Issued>(
      `mutation ($id: ID!, $input: NewStation!) {
        createStation(input: $input) { id } issueStationPassword(stationId: $id) { password }
      }`,
      { id, input: { id, registrationStatus: 'ACCEPTED', securityProfile: 1 } },
    )
  ).issueStationPassword.password;

export const reject = (id: string): Promise<unknown> =>
  ask('mutation ($id: ID!, $input: StationChange!) { updateStation(id: $id, input: $input) { id } }', {
    id,
    input: { registrationStatus: 'REJECTED' },
  });

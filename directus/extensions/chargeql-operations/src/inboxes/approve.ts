import { ask } from '../connection/ask.js';

/** Lets a station take part; with a password it has to send that from its next connection on. */
export const approve = (id: string, password?: string): Promise<unknown> =>
  ask('mutation ($id: ID!, $input: StationChange!) { updateStation(id: $id, input: $input) { id } }', {
    id,
    input: { registrationStatus: 'ACCEPTED', ...(password ? { password } : {}) },
  });

/** The same for one that was turned away at the door and has no entry yet. */
export const enter = (id: string, password: string): Promise<unknown> =>
  ask('mutation ($input: NewStation!) { createStation(input: $input) { id } }', {
    input: { id, password, registrationStatus: 'ACCEPTED', securityProfile: 1 },
  });

export const reject = (id: string): Promise<unknown> =>
  ask('mutation ($id: ID!, $input: StationChange!) { updateStation(id: $id, input: $input) { id } }', {
    id,
    input: { registrationStatus: 'REJECTED' },
  });

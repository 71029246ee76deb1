/** Why something could not be had, with the stable code that graph gave, or one of ours where graph was not reached. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const faultOf = (error: unknown): Fault =>
  error instanceof Fault
    ? error
    : new Fault('UNREACHABLE', error instanceof Error ? error.message : String(error));

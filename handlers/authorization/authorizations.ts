import type { Keeping, Told } from '../action.js';
import { judge } from './id-tokens.js';
import type { ShownToken } from './shown-token.js';
import type { Verdict } from './verdict.js';

/** Answers what stations ask of tokens. */
export async function authorize(told: Told<ShownToken>[], { tx, emit }: Keeping): Promise<Verdict[]> {
  const verdicts = await judge(
    tx,
    told.map(({ station, receivedAt, fact }) => ({
      station,
      token: fact,
      at: receivedAt,
      purpose: 'ASK',
      evseId: null,
      connectorId: null,
      transaction: null,
    })),
  );
  told.forEach(({ station, receivedAt, fact: { idToken } }, i) => {
    const { status } = verdicts[i] as Verdict;
    emit({ station, type: 'IdTokenAuthorized', at: receivedAt, data: { idToken, status } });
  });
  return verdicts;
}

import type { About, ByDialect, Keeping, Told } from './action.js';

/**
 * What a station's answer to a command teaches: `read` turns the answer, and the request it answers, into our fact
 * (pure), `keep` stores a whole batch of them in the transaction that completes the commands.
 *
 * An answer is kept once, even if late; what it says may already be known all the same. `receivedAt` is when the answer
 * came in, `messageId` the id of the command.
 */
export interface AnswerTo<Fact = unknown> {
  read: ByDialect<Reader<Fact>, Reader<Fact>>;
  keep(told: Told<Fact>[], keeping: Keeping): Promise<unknown>;
}

type Reader<Fact> = (answer: never, request: never, about: About) => Fact;

/** Types it; its file is handlers/<block>/answers/<Action>.ts. */
export function onAnswer<Fact>(answer: AnswerTo<Fact>): AnswerTo {
  return answer as unknown as AnswerTo;
}

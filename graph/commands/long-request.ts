import { words } from '../connections/words.js';

/** Of firmware and of logs alike. */
export const LongRequestState = words(
  'LongRequestState',
  'How far a station is with something that takes it long.',
  {
    ASKED: 'It has not answered yet.',
    UNREACHED: 'The command never reached it, or it answered with an error.',
    ACCEPTED: 'It has agreed, and told nothing more.',
    REJECTED: 'It has refused.',
    UNDER_WAY: 'It is at it.',
    DONE: 'It has done it: Installed, Published or Uploaded.',
    FAILED: 'It has failed.',
    SUPERSEDED: 'It took up a later request instead.',
  },
);
export type LongRequestState = keyof typeof LongRequestState;

/** The state as it is shown: a request whose command came to nothing stays no question. `d` is its command, `r` itself. */
export const shownState = `case when r.state = 'ASKED' and d.state in ('CALL_ERROR', 'OFFLINE', 'EXPIRED') then 'UNREACHED' else r.state end`;

import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { type ListUpdate, writeList } from '../../ocpp/local-list.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { ask, versionOf } from '../commands/ask.js';
import type { Dialects, Row } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';
import { updatesOf } from './list-wanted.js';

const LocalListUpdateType = words('LocalListUpdateType', 'How a local list is sent.', {
  FULL: 'All of it: what the station held before is gone.',
  DIFFERENTIAL: 'What is new, different or gone since the station last confirmed it.',
});
type LocalListUpdateType = keyof typeof LocalListUpdateType;

/** The answer of the first update that was not taken tells how it went, else that of the last. */
const sends = (version: OcppVersion): Row<ListUpdate[], StatusAnswer> => ({
  action: 'SendLocalList',
  calls: (updates) => updates.map((update) => writeList(version, update)),
  answer: (results: readonly Parameters<typeof statusAnswer>[0][]) => {
    const answers = results.map(statusAnswer);
    return answers.find(({ accepted }) => !accepted) ?? answers.at(-1) ?? statusAnswer({});
  },
});

/** 1.6 §5.15; 2.x D01. */
const send: Dialects<ListUpdate[], StatusAnswer> = {
  v16: sends('ocpp1.6'),
  v2: sends('ocpp2.0.1'),
  v21: sends('ocpp2.1'),
};

@Resolver()
export class SendLocalListResolver {
  @Mutation(() => StatusResult, {
    description:
      'Sends a station its local list as `localListRules` want it, in as many messages as it takes; versions rise with each.',
  })
  async sendLocalList(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('updateType', () => LocalListUpdateType, { description: 'How.' }) updateType: LocalListUpdateType,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const version = await versionOf(context, stationId);
    const wish = await updatesOf(context.pool, { stationId, version, full: updateType === 'FULL' });
    return new StatusResult(await ask(context, { stationId, dialects: send, wish, options }));
  }
}

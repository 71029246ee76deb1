import { Field, ObjectType } from 'type-graphql';
import type { Outcome } from './ask.js';
import { Command, CommandState } from './command.js';

@ObjectType({ description: 'More about a status, in the station’s words (OCPP 2.x).' })
export class StatusInfo {
  @Field({ description: 'Reason code.' })
  reasonCode!: string;

  @Field(() => String, { nullable: true, description: 'In words.' })
  additionalInfo?: string | null;
}

@ObjectType({ description: 'What a station answered.' })
export class StatusAnswer {
  @Field(() => String, {
    nullable: true,
    description:
      'The status in the station’s own word: Accepted, Rejected, Scheduled, Unlocked, …; null when it gave none.',
  })
  status!: string | null;

  @Field({ description: 'Whether it does what it was asked, now or as scheduled.' })
  accepted!: boolean;

  @Field(() => StatusInfo, { nullable: true, description: 'More about the status (OCPP 2.x).' })
  statusInfo!: StatusInfo | null;
}

const agreeing = ['Accepted', 'AcceptedCanceled', 'Scheduled', 'Unlocked', 'RebootRequired'];

export const statusAnswer = ({
  status,
  statusInfo,
}: {
  status?: string;
  statusInfo?: StatusInfo;
}): StatusAnswer => ({
  status: status ?? null,
  accepted: agreeing.includes(status ?? ''),
  statusInfo: statusInfo ?? null,
});

type Class<T extends object> = new () => T;

/** Makes the result type of a command: `<Name>Result` with the answer typed. */
export function resultType<Answer extends object>(name: string, AnswerType: Class<Answer>) {
  @ObjectType(`${name}Result`, { description: 'How a command went.' })
  class Result {
    constructor(readonly outcome: Outcome<Answer>) {}

    @Field(() => Command, {
      description:
        'The command. Where it took several calls: the one that tells how it went, see `commands`.',
    })
    command(): Command {
      const { commands } = this.outcome;
      return (commands.find(({ state }) => state !== 'ANSWERED') ?? commands.at(-1)) as Command;
    }

    @Field(() => [Command], {
      description: 'All its calls in their order: one, but for what OCPP 1.6 takes one call each for.',
    })
    commands(): Command[] {
      return this.outcome.commands;
    }

    @Field(() => CommandState, { description: 'How far it has come; SENT: no answer came within waitMs.' })
    state(): CommandState {
      return this.command().state;
    }

    @Field(() => AnswerType, {
      nullable: true,
      description: 'What the station answered; null unless the state is ANSWERED.',
    })
    answer(): Answer | null {
      return this.outcome.answer;
    }

    @Field(() => String, { nullable: true, description: 'Error code of the station’s CALLERROR.' })
    errorCode(): string | null {
      return this.command().errorCode;
    }

    @Field(() => String, { nullable: true, description: 'What went wrong, in words.' })
    errorDescription(): string | null {
      return this.command().errorDescription;
    }
  }
  return Result;
}

export const StatusResult = resultType('Status', StatusAnswer);

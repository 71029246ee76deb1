import { ArrayMaxSize, IsOptional, Length } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { words } from '../connections/words.js';

const asIs = <const Name extends string>(name: Name) => name;

export const MessageFormat = words('DisplayMessageFormat', 'The format of a message.', {
  ASCII: 'Plain, ASCII.',
  HTML: 'HTML.',
  URI: 'A link that the station loads.',
  UTF8: 'Plain, UTF-8.',
  QRCODE: 'Shown as a QR code (OCPP 2.1).',
});
export type MessageFormat = keyof typeof MessageFormat;

export const MessagePriority = words(
  'DisplayMessagePriority',
  'Which message comes first.',
  {
    ALWAYS_FRONT: 'Before all others.',
    IN_FRONT: 'Before those of the normal cycle.',
    NORMAL_CYCLE: 'In its turn.',
  },
  { ALWAYS_FRONT: asIs('AlwaysFront'), IN_FRONT: asIs('InFront'), NORMAL_CYCLE: asIs('NormalCycle') },
);
export type MessagePriority = (typeof MessagePriority)[keyof typeof MessagePriority];

export const MessageState = words(
  'DisplayMessageState',
  'In which state of the station a message is shown.',
  {
    CHARGING: 'While it charges.',
    FAULTED: 'While it is out of order.',
    IDLE: 'While nobody charges.',
    UNAVAILABLE: 'While it is out of service.',
    SUSPENDED: 'While charging is suspended (OCPP 2.1).',
    DISCHARGING: 'While it takes energy from a vehicle (OCPP 2.1).',
  },
  {
    CHARGING: asIs('Charging'),
    FAULTED: asIs('Faulted'),
    IDLE: asIs('Idle'),
    UNAVAILABLE: asIs('Unavailable'),
    SUSPENDED: asIs('Suspended'),
    DISCHARGING: asIs('Discharging'),
  },
);
export type MessageState = (typeof MessageState)[keyof typeof MessageState];

@InputType({ description: 'The text of a message in one language.' })
export class MessageContentInput {
  @Field({ description: 'The text; 512 characters at most, 1024 in OCPP 2.1.' })
  @Length(1, 1024)
  content!: string;

  @Field(() => MessageFormat, { defaultValue: 'UTF8', description: 'Its format.' })
  format!: MessageFormat;

  @Field(() => String, { nullable: true, description: 'Its language: en, de, …' })
  @IsOptional()
  @Length(1, 8)
  language?: string | null;
}

@InputType({ description: 'A message to show.' })
export class DisplayMessageInput extends MessageContentInput {
  @Field(() => MessagePriority, { defaultValue: 'NormalCycle', description: 'Which message comes first.' })
  priority!: MessagePriority;

  @Field(() => MessageState, {
    nullable: true,
    description: 'In which state of the station it is shown. Left out: in any.',
  })
  state?: MessageState | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when. Left out: at once.' })
  startAt?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when. Left out: until it is cleared.' })
  endAt?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only during the transaction of this number here, with which it goes.',
  })
  transactionRef?: string | null;

  @Field(() => [MessageContentInput], {
    nullable: true,
    description: 'The same in further languages, 4 at most (OCPP 2.1).',
  })
  @IsOptional()
  @ArrayMaxSize(4)
  further?: MessageContentInput[] | null;
}

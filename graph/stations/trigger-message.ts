import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given, unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import { words } from '../connections/words.js';
import type { Context } from '../server/context.js';

export const MessageTrigger = words('MessageTrigger', 'A message that a station can be asked to send.', {
  BootNotification: 'Who it is.',
  DiagnosticsStatusNotification: 'How its diagnostics upload goes (OCPP 1.6).',
  FirmwareStatusNotification: 'How its firmware update goes.',
  Heartbeat: 'A sign of life.',
  LogStatusNotification: 'How its log upload goes (OCPP 2.x).',
  MeterValues: 'Its meter values.',
  SignChargingStationCertificate: 'A request to sign its certificate (OCPP 2.x).',
  SignV2GCertificate: 'A request to sign its V2G certificate (OCPP 2.x).',
  SignCombinedCertificate: 'A request to sign a certificate for both (OCPP 2.x).',
  StatusNotification: 'The status of its connectors.',
  TransactionEvent: 'How its transactions stand (OCPP 2.x).',
  PublishFirmwareStatusNotification: 'How a local controller’s firmware publication goes (OCPP 2.x).',
});
export type MessageTrigger = keyof typeof MessageTrigger;

interface Trigger {
  message: MessageTrigger;
  evseId?: number | null | undefined;
  connectorId?: number | null | undefined;
}

const in16: Partial<Record<MessageTrigger, V16.TriggerMessageRequest['requestedMessage']>> = {
  BootNotification: 'BootNotification',
  DiagnosticsStatusNotification: 'DiagnosticsStatusNotification',
  FirmwareStatusNotification: 'FirmwareStatusNotification',
  Heartbeat: 'Heartbeat',
  MeterValues: 'MeterValues',
  StatusNotification: 'StatusNotification',
};

/** 1.6 §5.17; 2.x F06. */
export const trigger: Dialects<Trigger, StatusAnswer> = {
  v16: asks<Trigger, V16.TriggerMessageRequest, V16.TriggerMessageResponse, StatusAnswer>(
    'TriggerMessage',
    ({ message, evseId }) => ({
      requestedMessage: in16[message] ?? unsupported(`OCPP 1.6 has no way to ask for ${message}`),
      ...given({ connectorId: evseId }),
    }),
    statusAnswer,
  ),
  v2: asks<Trigger, V2.TriggerMessageRequest, V2.TriggerMessageResponse, StatusAnswer>(
    'TriggerMessage',
    ({ message, evseId, connectorId }) => ({
      requestedMessage:
        message === 'DiagnosticsStatusNotification'
          ? unsupported('OCPP 2.x has LogStatusNotification instead')
          : message,
      ...(evseId != null ? { evse: { id: evseId, ...given({ connectorId }) } } : {}),
    }),
    statusAnswer,
  ),
};

@Resolver()
export class TriggerMessageResolver {
  @Mutation(() => StatusResult, { description: 'Asks a station to send a message now.' })
  async triggerMessage(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('message', () => MessageTrigger, { description: 'Which message.' }) message: MessageTrigger,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'About the EVSE of this number (1.6: the connectorId). Left out: about all.',
    })
    evseId: number | null | undefined,
    @Arg('connectorId', () => Int, { nullable: true, description: 'The connector of the EVSE (OCPP 2.x).' })
    connectorId: number | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = { message, evseId, connectorId };
    return new StatusResult(await ask(context, { stationId, dialects: trigger, wish, options }));
  }
}

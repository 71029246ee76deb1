import type { Settings } from '../settings.js';
import { required } from '../settings.js';
import type { Broker } from './broker.js';
import { openRabbit } from './rabbitmq.js';

/** The broker of a role that runs on its own. */
export const openBroker = (settings: Settings): Promise<Broker> =>
  openRabbit({ url: required(settings, 'AMQP_URL'), prefix: settings.AMQP_PREFIX });

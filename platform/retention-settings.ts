import { count, flag } from './setting-forms.js';

/** What is kept, in which form, and for how long: rows of the table of settings. */
export const retentionSettings = {
  MESSAGE_TRACE: {
    takes: flag.default(true),
    form: 'true or false',
    about: 'keep every frame in station_message',
  },
  HASH_ID_TOKENS: {
    takes: flag.default(false),
    form: 'true or false',
    about:
      'whether the message trace, events and logs show tokens as hashes, keyed by SECRET, instead of as they are',
  },
  TRACE_DAYS: { takes: count(1, 3650).default(30), form: 'days', about: 'how long frames are kept' },
  EVENT_DAYS: {
    takes: count(1, 3650).default(90),
    form: 'days',
    about:
      'how long events, what stations noticed, requests for firmware and logs, and campaigns that are over are kept',
  },
  AUDIT_DAYS: {
    takes: count(1, 3650).default(365),
    form: 'days',
    about: 'how long it is kept who changed or commanded what over the API',
  },
  CUSTOMER_DAYS: { takes: count(1, 3650).default(30), form: 'days', about: 'how long customer data is kept' },
  METER_MONTHS: {
    takes: count(1, 1200).default(120),
    form: 'months',
    about: 'how long meter values are kept',
  },
} as const;

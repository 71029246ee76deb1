import type { Flow } from '../definition/flow.js';

/** Tells another system that a connector is faulted. */
export default {
  name: 'Webhook: a connector is faulted',
  icon: 'webhook',
  description:
    'Sends the connector’s key and status to an address of yours. Put it in, then switch the flow on.',
  collection: 'connector',
  scope: ['items.create', 'items.update'],
  when: { $trigger: { payload: { status: { _eq: 'Faulted' } } } },
  request: {
    url: 'https://example.com/faulted',
    body: '{"connectors": {{$trigger.keys}}, "station": "{{$trigger.payload.station_id}}", "status": "{{$trigger.payload.status}}", "error": "{{$trigger.payload.error_code}}"}',
  },
} satisfies Flow;

import { tellings } from '../tellings.js';

const batteries = [{ evseId: 1, serialNumber: 'B1', soC: 20, soH: 95 }];
const swap = (eventType: string) => ({
  eventType,
  requestId: 8,
  idToken: { idToken: 'RIDER', type: 'Central' },
  batteryData: batteries,
});

export default tellings([
  {
    versions: ['ocpp2.1'],
    action: 'BatterySwap',
    payloads: [swap('BatteryIn'), swap('BatteryOut')],
    answer: {},
    rows: [
      'select request_id, event_type, id_token, batteries from battery_swap where station_id = $1 order by id',
      [
        { request_id: '8', event_type: 'BatteryIn', id_token: 'RIDER', batteries },
        { request_id: '8', event_type: 'BatteryOut', id_token: 'RIDER', batteries },
      ],
    ],
    shown: [
      'batterySwaps(filter: { eventType: ["BatteryIn"] }) { nodes { requestId idToken batteries } }',
      { batterySwaps: { nodes: [{ requestId: '8', idToken: 'RIDER', batteries }] } },
    ],
    events: [
      'BatterySwapped requestId swap idToken batteries',
      [
        { requestId: '8', swap: 'BatteryIn', idToken: 'RIDER', batteries },
        { requestId: '8', swap: 'BatteryOut', idToken: 'RIDER', batteries },
      ],
    ],
  },
]);

import type { DeviceModel } from './device-model.js';
import type { Station } from './station.js';
import { mostRoots } from './trust-store.js';
import { readOnly, type Variable } from './variables.js';

/** What a simulated charger says of itself. */
export const facts = {
  vendor: 'ChargeQL',
  model: (station: Station): string =>
    `Sim ${station.options.outlet.current} ${Math.round(station.options.outlet.maxW / 1000)}`,
  /** 25 characters at most. */
  serial: (station: Station): string => `SN-${station.id}`.slice(0, 25),
  password: (model: DeviceModel): string => model.value('BasicAuthPassword'),
};

/** The variables that are this charger's own: its name plate, and what is read from it live. */
export function variablesOf(station: Station): Variable[] {
  const live = (
    component: string,
    name: string,
    read: () => string,
    more: Partial<Variable> = {},
  ): Variable => readOnly(component, name, '', { read, ...more });
  const { evses, outlet } = station.options;
  return [
    readOnly('ChargingStation', 'Model', facts.model(station)),
    readOnly('ChargingStation', 'VendorName', facts.vendor),
    readOnly('ChargingStation', 'SerialNumber', facts.serial(station)),
    live('ChargingStation', 'FirmwareVersion', () => station.firmware.version),
    readOnly('ChargingStation', 'NumberOfConnectors', String(evses), {
      key16: 'NumberOfConnectors',
      type: 'integer',
    }),
    live('ChargingStation', 'AvailabilityState', () =>
      station.evses.some((each) => each.operative) ? 'Available' : 'Unavailable',
    ),
    live('SecurityCtrlr', 'SecurityProfile', () => String(station.access.profile), {
      key16: 'SecurityProfile',
      type: 'integer',
      set16: (value) => station.access.raise(Number(value)),
    }),
    live('SecurityCtrlr', 'CertificateEntries', () => String(station.trust.size), {
      type: 'integer',
      max: mostRoots,
    }),
    {
      component: 'OCPPCommCtrlr',
      name: 'NetworkConfigurationPriority',
      access: 'ReadWrite',
      type: 'SequenceList',
      initial: '1',
      needsReboot: true,
      accepts: (value) => value.split(',').every((slot) => station.access.slots.has(Number(slot))),
    },
    live('ClockCtrlr', 'DateTime', () => new Date().toISOString()),
    ...station.evses.flatMap((evse) => [
      live('EVSE', 'Power', () => String(Math.round(evse.powerW)), {
        ...{ evseId: evse.id, unit: 'W', type: 'integer', max: outlet.maxW },
      }),
      live('EVSE', 'AvailabilityState', () => availabilityOf(evse), { evseId: evse.id }),
    ]),
  ];
}

function availabilityOf({ operative, vehicle }: Station['evses'][number]): string {
  if (!operative) return 'Unavailable';
  return vehicle ? 'Occupied' : 'Available';
}

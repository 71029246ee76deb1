import { RpcError } from '../../ocpp/errors.js';
import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { noteVersions } from '../firmware/firmware-updates.js';

export interface Boot {
  vendor: string;
  model: string;
  serialNumber: string | null;
  firmwareVersion: string | null;
  iccid: string | null;
  imsi: string | null;
  reason: string | null;
}

export interface Registration {
  status: 'ACCEPTED' | 'PENDING' | 'REJECTED';
  /** Seconds: between heartbeats once accepted, else until the next boot message. */
  interval: number;
  now: Date;
}

/** How long a station that is not accepted yet waits before it asks again, at most; seconds. */
const askAgain = 60;

/** Writes down what stations say of themselves; the newest word of a batch stands. */
export async function register(told: Told<Boot>[], { tx, emit, settings }: Keeping): Promise<Registration[]> {
  const latest = [...new Map(told.map((one) => [one.station, one])).values()];
  const boots = latest.map(({ station, receivedAt, fact }) => ({ ...fact, station, receivedAt }));
  const { rows } = await tx.query<{ id: string; status: Registration['status']; interval: number | null }>({
    name: 'register stations',
    text: `with known as materialized (
             select id from charging_station where id = any($1) order by id for no key update
           )
           update charging_station as station
           set vendor = boot.vendor, model = boot.model, serial_number = boot.serial_number,
               firmware_version = boot.firmware_version, iccid = boot.iccid, imsi = boot.imsi,
               boot_reason = boot.reason, booted_at = boot.booted_at, updated_at = now()
           from known join unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                  $8::text[], $9::timestamptz[])
             as boot (id, vendor, model, serial_number, firmware_version, iccid, imsi, reason, booted_at) using (id)
           where station.id = known.id
           returning station.id, station.registration_status as status, station.heartbeat_interval as interval`,
    values: columns(boots, [
      'station',
      'vendor',
      'model',
      'serialNumber',
      'firmwareVersion',
      'iccid',
      'imsi',
      'reason',
      'receivedAt',
    ]),
  });
  await noteVersions(tx, boots);
  const known = new Map(rows.map((row) => [row.id, row]));
  return told.map(({ station, receivedAt, fact }) => {
    const row = known.get(station);
    if (!row) throw new RpcError('SecurityError', 'this station is not registered here');
    const { vendor, model, serialNumber, firmwareVersion, reason } = fact;
    emit({
      station,
      type: 'StationBooted',
      at: receivedAt,
      data: { vendor, model, serialNumber, firmwareVersion, reason, registrationStatus: row.status },
    });
    const beat = row.interval ?? settings.HEARTBEAT_INTERVAL;
    return {
      status: row.status,
      interval: row.status === 'ACCEPTED' ? beat : Math.min(beat, askAgain),
      now: new Date(),
    };
  });
}

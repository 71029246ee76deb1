import { RpcError } from '../../ocpp/errors.js';
import type { RegistrationStatus } from '../../ocpp/registration.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Settings } from '../../platform/settings.js';
import type { Keeping, Told } from '../action.js';
import { patienceOf } from '../connections/patience.js';
import { compareAnew } from '../device-model/drift.js';
import { askInventories } from '../device-model/inventories.js';
import { forgetPending } from '../device-model/variables.js';
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
  status: RegistrationStatus;
  /** Seconds: between heartbeats once accepted, else until the next boot message. */
  interval: number;
  now: Date;
}

interface Registered {
  id: string;
  status: RegistrationStatus;
  interval: number | null;
}

/** How long a station that is not accepted yet waits before it asks again, at most; seconds. */
const askAgain = 60;

/** Writes down what stations say of themselves, and asks them for what we should know of them. */
export async function register(told: Told<Boot>[], keeping: Keeping): Promise<Registration[]> {
  const { tx, emit, settings } = keeping;
  const known = new Map((await write(tx, told, settings)).map((row) => [row.id, row]));
  const answers = told.map(({ station, receivedAt, fact }) => {
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
  const heard = told.filter(({ station }) => known.get(station)?.status !== 'REJECTED');
  await learnAnew(heard, keeping);
  return answers;
}

/** What was in force before a reboot need not be now. */
async function learnAnew(told: Told<Boot>[], keeping: Keeping): Promise<void> {
  if (told.length === 0) return;
  const rebooted = told.filter(({ fact }) => fact.reason !== 'Triggered');
  await forgetPending(keeping.tx, [...new Set(rebooted.map(({ station }) => station))]);
  await askInventories(told, keeping);
  await compareAnew(
    keeping.tx,
    told.map(({ station }) => station),
  );
}

/** The newest word of a batch stands. */
async function write(tx: Transaction, told: Told<Boot>[], settings: Settings): Promise<Registered[]> {
  const latest = [...new Map(told.map((one) => [one.station, one])).values()];
  const boots = latest.map(({ station, receivedAt, fact }) => ({ ...fact, station, receivedAt }));
  const { rows } = await tx.query<Registered>({
    name: 'register stations',
    text: `with known as materialized (
             select id from charging_station where id = any($1) order by id for no key update
           )
           update charging_station as station
           set vendor = boot.vendor, model = boot.model, serial_number = boot.serial_number,
               firmware_version = boot.firmware_version, iccid = boot.iccid, imsi = boot.imsi,
               boot_reason = boot.reason, booted_at = boot.booted_at, told_status = station.registration_status,
               check_at = boot.booted_at + make_interval(secs => $10), updated_at = now()
           from known join unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                  $8::text[], $9::timestamptz[])
             as boot (id, vendor, model, serial_number, firmware_version, iccid, imsi, reason, booted_at) using (id)
           where station.id = known.id
           returning station.id, station.registration_status as status, station.heartbeat_interval as interval`,
    values: [
      ...columns(boots, [
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
      patienceOf(settings),
    ],
  });
  await noteVersions(tx, boots);
  return rows;
}

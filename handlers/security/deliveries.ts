import type { Pool } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import { type Keeping, row, type Told } from '../action.js';
import { order } from '../commands/order.js';

/** A station that rejects its certificate, or stays silent, is sent it so many times in all. */
const mostAttempts = 3;
/** Before the second time and the third. */
const pauseSeconds = 30;

interface Due {
  id: string;
  station_id: string;
  ocpp_version: 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1';
  certificate_type: string;
  request_id: string | null;
  certificate_chain: string;
  attempts: number;
  /** Characters, as the station says. */
  most: number | null;
}

/** CertificateSigned, as each version has it (A02.FR.03, 1.6 security §4.3). */
const payloads = {
  v16: ({ certificate_chain: certificateChain }: Due) => ({ certificateChain }),
  v2: ({ certificate_chain: certificateChain, certificate_type: certificateType }: Due) => ({
    certificateChain,
    certificateType,
  }),
  v21: ({ certificate_chain: certificateChain, certificate_type: certificateType, request_id }: Due) => ({
    certificateChain,
    certificateType,
    ...(request_id === null ? {} : { requestId: Number(request_id) }),
  }),
};

/** Sends certificates to their stations. One that no station of that size could take is given up at once. */
export async function deliver(
  keeping: Pick<Keeping, 'tx' | 'emit' | 'settings'>,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await keeping.tx.query<Due>({
    name: 'certificates to deliver',
    text: `select c.id, c.station_id, s.ocpp_version, c.certificate_type, c.request_id, c.certificate_chain, c.attempts,
             (select min(v.value::int) from variable v where v.station_id = c.station_id and v.value ~ '^[0-9]{1,6}$'
                and lower(v.variable) in ('maxcertificatechainsize', 'certificatesignedmaxchainsize')) as most
           from issued_certificate c join charging_station s on s.id = c.station_id
           where c.id = any($1) and c.delivery = 'SENDING' order by c.id for update of c`,
    values: [ids],
  });
  const fitting = rows.flatMap((due) => {
    const certificate_chain = fitted(due.certificate_chain, due.most ?? 10_000);
    return certificate_chain === undefined ? [] : [{ ...due, certificate_chain }];
  });
  const commands = await order(
    keeping,
    fitting.map((due) => ({
      station: due.station_id,
      version: due.ocpp_version,
      action: 'CertificateSigned',
      payload: (row(payloads, due.ocpp_version) as (due: Due) => object)(due),
      requestedBy: 'chargeql: it asked for a certificate',
    })),
  );
  await keeping.tx.query({
    name: 'certificates sent',
    text: `update issued_certificate c set attempts = c.attempts + 1, command_id = u.command, next_attempt_at = null,
             delivery = case when u.command is null then 'FAILED' else 'SENDING' end
           from unnest($1::bigint[], $2::uuid[]) as u (id, command) where c.id = u.id`,
    values: [
      rows.map(({ id }) => id),
      rows.map((due) => commands[fitting.findIndex(({ id }) => id === due.id)] ?? null),
    ],
  });
}

/** As much of a chain as the station takes, from the leaf on; undefined where it does not even take that. */
export function fitted(chain: string, most: number): string | undefined {
  const blocks = chain.split(/(?<=-----END CERTIFICATE-----)\s*/).filter((block) => block !== '');
  for (let count = blocks.length; count > 0; count--) {
    const text = blocks.slice(0, count).join('\n');
    if (text.length <= most) return text;
  }
  return undefined;
}

/** What stations said to their certificates. */
export async function keepDeliveries(
  told: Told<{ accepted: boolean }>[],
  { tx, emit }: Keeping,
): Promise<void> {
  const { rows } = await tx.query({
    name: 'certificates delivered',
    text: `update issued_certificate c set
             delivery = case when t.accepted then 'ACCEPTED' when c.attempts >= ${mostAttempts} then 'REJECTED' else 'SENDING' end,
             next_attempt_at = case when not t.accepted and c.attempts < ${mostAttempts} then now() + c.attempts * interval '${pauseSeconds} seconds' end
           from unnest($1::uuid[], $2::bool[]) as t (command, accepted)
           where c.command_id = t.command and c.delivery <> 'ACCEPTED'
           returning c.station_id, c.certificate_type, c.serial_number, c.delivery`,
    values: [told.map(({ messageId }) => messageId), told.map(({ fact }) => fact.accepted)],
  });
  const at = new Date();
  for (const { station_id: station, certificate_type, serial_number, delivery } of rows)
    emit({
      ...{ station, type: 'CertificateDelivered', at },
      data: { certificateType: certificate_type, serialNumber: serial_number, delivery },
    });
}

/** Sends again what was rejected, and what nobody answered (A02.FR.18). */
export async function retryDeliveries(pool: Pool, settings: Settings): Promise<NewEvent[]> {
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const { rows } = await tx.query({
      name: 'certificates to send again',
      text: `select c.id, c.attempts, c.station_id as station, c.certificate_type as "certificateType", c.serial_number as "serialNumber"
             from issued_certificate c left join command d on d.id = c.command_id
             where c.delivery = 'SENDING' and (c.next_attempt_at <= now() or (c.next_attempt_at is null
               and (d.id is null or d.state in ('TIMED_OUT', 'CALL_ERROR', 'OFFLINE', 'EXPIRED'))
               and coalesce(d.sent_at, c.created_at) < now() - make_interval(secs => $1 + c.attempts * ${pauseSeconds})))
             order by c.id limit 200 for update of c skip locked`,
      values: [settings.CALL_TIMEOUT],
    });
    const isOver = ({ attempts }: { attempts: number }) => attempts >= mostAttempts;
    const over = rows.filter(isOver);
    if (over.length > 0)
      await tx.query(`update issued_certificate set delivery = 'FAILED' where id = any($1)`, [
        over.map(({ id }) => id),
      ]);
    for (const { station, certificateType, serialNumber } of over)
      emit({
        ...{ station, type: 'CertificateDelivered', at: new Date() },
        data: { certificateType, serialNumber, delivery: 'FAILED' },
      });
    const again = rows.filter((each) => !isOver(each)).map(({ id }) => id);
    await deliver({ tx, emit, settings }, again);
  });
  return events;
}

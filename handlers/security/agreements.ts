import type { Keeping, Told } from '../action.js';

/** What a station agreed to about how it comes in from now on. */
export interface Agreement {
  /** Whether it took the password of this command. */
  passwordAccepted?: boolean;
  /** 1 to 3; null for none that we know. */
  securityProfile?: number | null;
}

export const profileOf = (number: number): number | null =>
  Number.isInteger(number) && number >= 1 && number <= 3 ? number : null;

/**
 * A new password holds beside the old one until the station comes with it; a higher profile is the station's once it
 * comes with that.
 */
export async function keepAgreements(told: Told<Agreement | null>[], { tx, emit }: Keeping): Promise<void> {
  await keepPasswords(told, { tx, emit });
  const profiles = told.flatMap(({ station, fact }) =>
    fact?.securityProfile ? [{ station, profile: fact.securityProfile }] : [],
  );
  if (profiles.length > 0)
    await tx.query({
      name: 'agree on profiles',
      text: `update charging_station s set next_security_profile = a.profile
             from (select id, max(profile) as profile from unnest($1::text[], $2::smallint[]) as u (id, profile) group by id) a
             where s.id = a.id and a.profile > s.security_profile`,
      values: [profiles.map(({ station }) => station), profiles.map(({ profile }) => profile)],
    });
}

async function keepPasswords(
  told: Told<Agreement | null>[],
  { tx, emit }: Pick<Keeping, 'tx' | 'emit'>,
): Promise<void> {
  const answered = told.filter(({ fact }) => fact?.passwordAccepted !== undefined);
  if (answered.length === 0) return;
  const { rows } = await tx.query({
    name: 'agree on passwords',
    text: `with answered as (
             delete from command_secret x using unnest($1::uuid[], $2::bool[]) as a (id, accepted)
             where x.command_id = a.id returning x.command_id, x.station_id, x.password_hash, a.accepted, x.created_at
           ), agreed as (
             update charging_station s set next_password_hash = a.password_hash
             from (select distinct on (station_id) * from answered where accepted and password_hash is not null
                   order by station_id, created_at desc) a
             where s.id = a.station_id
           )
           select command_id as id from answered where password_hash is not null`,
    values: [
      answered.map(({ messageId }) => messageId),
      answered.map(({ fact }) => fact?.passwordAccepted === true),
    ],
  });
  const known = new Set(rows.map(({ id }) => id));
  for (const { station, receivedAt, messageId, fact } of answered)
    if (known.has(messageId))
      emit({
        station,
        type: 'StationPasswordChanged',
        at: receivedAt,
        data: { outcome: fact?.passwordAccepted ? 'ACCEPTED' : 'REJECTED' },
      });
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { openWire, versions, type Wire } from '../wire.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`
    insert into location (name, time_zone) values ('Depot', 'Europe/Berlin'), ('Mall', 'America/New_York')`);
});
after(() => wire.close());

const is2 = (version: OcppVersion) => version !== 'ocpp1.6';
const authorize = (station: string, version: OcppVersion, text: string, receivedAt = new Date()) => ({
  station,
  version,
  receivedAt,
  action: 'Authorize',
  payload: is2(version) ? { idToken: { idToken: text, type: 'ISO14443' } } : { idTag: text },
});

interface Begin {
  station: string;
  version: OcppVersion;
  tag: string;
  evse?: number;
  at?: Date;
  receivedAt?: Date;
  id?: string;
  more?: object;
}

/** A transaction begins, in the version's own way. */
const begin = ({ station, version, tag, evse = 1, at = new Date(), receivedAt, id = tag, more }: Begin) => ({
  station,
  version,
  receivedAt: receivedAt ?? at,
  action: is2(version) ? 'TransactionEvent' : 'StartTransaction',
  payload: is2(version)
    ? {
        eventType: 'Started',
        timestamp: at.toISOString(),
        triggerReason: 'Authorized',
        seqNo: 0,
        transactionInfo: { transactionId: id },
        evse: { id: evse, connectorId: 1 },
        idToken: { idToken: tag, type: 'ISO14443' },
        ...more,
      }
    : { connectorId: evse, idTag: tag, meterStart: 0, timestamp: at.toISOString() },
});

const end = ({ station, version, tag, id = tag }: Begin, answer: { transactionId?: number }) => ({
  station,
  version,
  action: is2(version) ? 'TransactionEvent' : 'StopTransaction',
  payload: is2(version)
    ? {
        eventType: 'Ended',
        timestamp: new Date().toISOString(),
        triggerReason: 'StopAuthorized',
        seqNo: 1,
        transactionInfo: { transactionId: id, stoppedReason: 'MasterPass' },
        idToken: { idToken: tag, type: 'ISO14443' },
      }
    : { transactionId: answer.transactionId, idTag: tag, meterStop: 1, timestamp: new Date().toISOString() },
});

// biome-ignore lint/suspicious/noExplicitAny: answers as they go onto the wire
const info = (answer: any) => answer.idTokenInfo ?? answer.idTagInfo;

async function token(text: string, columns: Record<string, unknown> = {}): Promise<string> {
  const names = ['id_token', ...Object.keys(columns)];
  const { rows } = await wire.pool.query<{ id: string }>(
    `insert into id_token (${names}) values (${names.map((_, i) => `$${i + 1}`)}) returning id`,
    [text, ...Object.values(columns)],
  );
  return rows[0]?.id ?? '';
}

for (const version of versions) {
  const name = (id: string) => `${id} ${version}`;

  test(`${version}: C_39 the group is told by Authorize and with the transaction, from its begin to its end`, async () => {
    const station = await wire.station(name('group'), version);
    const tag = name('grouped');
    await token(tag, { group_id_token: 'family' });
    const one = { station, version, tag };
    const asked = await wire.send(authorize(station, version, tag));
    const begun = await wire.send(begin(one));
    const ended = await wire.send(end(one, begun));
    for (const answer of [asked, begun, ended]) {
      assert.equal(info(answer).status, 'Accepted');
      const group = info(answer).groupIdToken?.idToken ?? info(answer).parentIdTag;
      assert.equal(group, 'family');
    }
  });

  test(`${version}: C_47 C_48 C_49 a master pass is told with its group, begins nothing and ends everything`, async () => {
    const station = await wire.station(name('master'), version);
    await token(name('master pass'), { group_id_token: name('mp') });
    await token(name('driver'));
    await wire.pool.query('update id_token_group set master_pass = true where group_id_token = $1', [
      name('mp'),
    ]);
    const asked = await wire.send(authorize(station, version, name('master pass')));
    assert.equal(info(asked).status, 'Accepted');
    assert.equal(info(asked).groupIdToken?.idToken ?? info(asked).parentIdTag, name('mp'));
    const refused = await wire.send(begin({ station, version, tag: name('master pass'), evse: 2 }));
    assert.equal(info(refused).status, 'Invalid');
    const tx = name('driven');
    const begun = await wire.send(begin({ station, version, tag: name('driver'), id: tx }));
    assert.equal(info(begun).status, 'Accepted');
    const ended = await wire.send(end({ station, version, tag: name('master pass'), id: tx }, begun));
    assert.equal(info(ended).status, 'Accepted');
    const [row] = await wire.rows(
      `select status, id_token from transaction where station_id = $1 and id_token = $2`,
      [station, name('driver')],
    );
    assert.deepEqual(row, { status: 'ENDED', id_token: name('driver') });
  });

  test(`${version}: a token of one transaction at a time gets ConcurrentTx for the second; a retry of the first does not`, async () => {
    const [here, there] = [
      await wire.station(name('here'), version),
      await wire.station(name('there'), version),
    ];
    const tag = name('single');
    await token(tag, { concurrent_use: false });
    const at = new Date();
    const first = begin({ station: here, version, tag, at });
    assert.equal(info(await wire.send(first)).status, 'Accepted');
    assert.equal(info(await wire.send({ ...first, messageId: 'again' })).status, 'Accepted');
    const second = begin({ station: there, version, tag, id: 'other' });
    assert.equal(info(await wire.send(second)).status, 'ConcurrentTx');
    // Whoever shows it may want to end its transaction.
    assert.equal(info(await wire.send(authorize(here, version, tag))).status, 'Accepted');
    await wire.pool.query(
      `update transaction set status = 'ENDED', ended_at = now() where id_token = $1 and station_id = $2`,
      [tag, here],
    );
    assert.equal(info(await wire.send({ ...second, messageId: 'again' })).status, 'ConcurrentTx', 'retry');
    const third = begin({ station: there, version, tag, id: 'third', at: new Date(Date.now() + 5000) });
    assert.equal(info(await wire.send(third)).status, 'Accepted');
  });

  test(`${version}: two starts of a single token in one batch, and in two at once: one is accepted`, async () => {
    const stations = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => wire.station(name(`race ${id}`), version)),
    );
    for (const [tag, run] of [
      [name('batch'), (calls: Parameters<Wire['batch']>[0]) => wire.batch(calls)],
      [
        name('parallel'),
        (calls: Parameters<Wire['batch']>[0]) => Promise.all(calls.map((call) => wire.send(call))),
      ],
    ] as const) {
      await token(tag, { concurrent_use: false });
      const calls = stations.map((station) => begin({ station, version, tag, evse: 3 }));
      const statuses = (await run(calls)).map((answer) => info(answer).status).sort();
      assert.deepEqual(statuses, ['Accepted', 'ConcurrentTx', 'ConcurrentTx', 'ConcurrentTx']);
    }
  });

  test(`${version}: a lost end does not keep a single token out: what ran at the same EVSE is over`, async () => {
    const station = await wire.station(name('lost'), version);
    await token(name('loser'), { concurrent_use: false });
    await wire.send(begin({ station, version, tag: name('loser'), at: new Date(Date.now() - 5000) }));
    const again = await wire.send(begin({ station, version, tag: name('loser'), id: 'anew' }));
    assert.equal(info(again).status, 'Accepted');
  });

  test(`${version}: a token charges where it may: location, station, EVSE`, async () => {
    const depot = await wire.station(name('at depot'), version, { location_id: 1 });
    const mall = await wire.station(name('at mall'), version, { location_id: 2 });
    const id = await token(name('placed'), { everywhere: false });
    await wire.pool.query(
      `insert into id_token_place (id_token_id, location_id, station_id, evse_id)
       values ($1, 1, null, null), ($1, null, $2, 2)`,
      [id, mall],
    );
    const nowhere = await token(name('nowhere'), { everywhere: false });
    const ask = async (station: string, tag: string) =>
      info(await wire.send(authorize(station, version, tag)));
    assert.deepEqual(await ask(depot, name('placed')), { status: 'Accepted' });
    assert.deepEqual(
      await ask(mall, name('placed')),
      is2(version) ? { status: 'Accepted', evseId: [2] } : { status: 'Accepted' },
    );
    const away = is2(version) ? 'NotAtThisLocation' : 'Blocked';
    assert.equal((await ask(depot, name('nowhere'))).status, away);
    const start = async (evse: number) =>
      info(
        await wire.send(
          begin({ station: mall, version, tag: name('placed'), evse, id: name(`placed ${evse}`) }),
        ),
      ).status;
    assert.equal(await start(2), 'Accepted');
    assert.equal(await start(1), is2(version) ? 'NotAllowedTypeEVSE' : 'Blocked');
    await wire.pool.query('delete from id_token where id = $1', [nowhere]);
  });

  test(`${version}: a token charges when it may, by the clock of the station's location`, async () => {
    const depot = await wire.station(name('clock depot'), version, { location_id: 1 });
    const mall = await wire.station(name('clock mall'), version, { location_id: 2 });
    const id = await token(name('nightly'));
    // Friday 22:00 to Saturday 06:00.
    await wire.pool.query(
      `insert into id_token_time (id_token_id, weekdays, from_time, to_time) values ($1, '{5}', '22:00', '06:00')`,
      [id],
    );
    const ask = async (station: string, time: string) =>
      info(await wire.send(authorize(station, version, name('nightly'), new Date(time))));
    const shut = is2(version) ? 'NotAtThisTime' : 'Blocked';
    // Berlin is two hours ahead of UTC in summer, New York four behind.
    assert.equal((await ask(depot, '2026-07-03T19:59:00Z')).status, shut);
    assert.deepEqual(await ask(depot, '2026-07-03T20:00:00Z'), {
      status: 'Accepted',
      [is2(version) ? 'cacheExpiryDateTime' : 'expiryDate']: '2026-07-04T04:00:00.000Z',
    });
    assert.equal((await ask(depot, '2026-07-04T03:59:00Z')).status, 'Accepted');
    assert.equal((await ask(depot, '2026-07-04T04:00:00Z')).status, shut);
    assert.equal((await ask(depot, '2026-07-04T20:00:00Z')).status, shut, 'Saturday night');
    assert.equal((await ask(mall, '2026-07-03T20:00:00Z')).status, shut);
    assert.equal((await ask(mall, '2026-07-04T02:00:00Z')).status, 'Accepted');
    // On a day on which it has no window at all it is shut too.
    assert.equal((await ask(depot, '2026-07-07T12:00:00Z')).status, shut);
  });

  test(`${version}: no credit; how long stations keep an answer`, async () => {
    const station = await wire.station(name('credit'), version);
    await token(name('broke'), { status: 'NO_CREDIT' });
    await token(name('brief'), { cache_seconds: 600, expires_at: '2100-01-01' });
    const broke = info(await wire.send(authorize(station, version, name('broke'))));
    assert.equal(broke.status, is2(version) ? 'NoCredit' : 'Blocked');
    const now = new Date('2026-05-01T12:00:00Z');
    const brief = info(await wire.send(authorize(station, version, name('brief'), now)));
    assert.equal(brief.cacheExpiryDateTime ?? brief.expiryDate, '2026-05-01T12:10:00.000Z');
  });

  test(`${version}: what was begun offline is judged at its own time`, async () => {
    const station = await wire.station(name('offline'), version);
    const hour = 3_600_000;
    const [at, receivedAt] = [new Date(Date.now() - 3 * hour), new Date()];
    await token(name('ran out'), { expires_at: new Date(Date.now() - hour) });
    const told = { station, version, tag: name('ran out'), receivedAt, more: { offline: true } };
    assert.equal(info(await wire.send(begin({ ...told, at }))).status, 'Accepted');
    const later = begin({ ...told, at: new Date(Date.now() - hour / 2), id: 'later', evse: 2 });
    assert.equal(info(await wire.send(later)).status, 'Expired');
  });
}

for (const version of versions.filter(is2))
  test(`${version}: language, message and priority are told where they are set`, async () => {
    const station = await wire.station(`told ${version}`, version);
    const tag = `polite ${version}`;
    await token(tag, { language: 'de', personal_message: 'Guten Tag', charging_priority: 3 });
    assert.deepEqual(info(await wire.send(authorize(station, version, tag))), {
      status: 'Accepted',
      language1: 'de',
      personalMessage: { format: 'UTF8', content: 'Guten Tag', language: 'de' },
      chargingPriority: 3,
    });
  });

test('C_02 C_06 C_07 and 1.6 023_1 023_2 023_3: what changes in the database is the next answer', async () => {
  const id = await token('fickle');
  for (const version of versions) {
    const station = await wire.station(`edited ${version}`, version);
    const ask = async () => info(await wire.send(authorize(station, version, 'FICKLE'))).status;
    const set = (sql: string) => wire.pool.query(`update id_token set ${sql} where id = $1`, [id]);
    assert.equal(await ask(), 'Accepted');
    await set(`status = 'BLOCKED'`);
    assert.equal(await ask(), 'Blocked');
    await set(`status = 'ACCEPTED', expires_at = now() - interval '1 second'`);
    assert.equal(await ask(), 'Expired');
    await set(`expires_at = null, id_token = 'renamed'`);
    assert.equal(await ask(), is2(version) ? 'Unknown' : 'Invalid');
    await set(`id_token = 'fickle'`);
  }
});

test('C_08 C_20 037: a transaction that began by a cache or offline gets the verdict with its number', async () => {
  for (const version of versions) {
    const station = await wire.station(`cached ${version}`, version);
    await token(`cached ${version}`);
    const good = await wire.send(begin({ station, version, tag: `cached ${version}` }));
    const bad = await wire.send(begin({ station, version, tag: `nobody ${version}`, evse: 2 }));
    assert.equal(info(good).status, 'Accepted');
    assert.equal(info(bad).status, is2(version) ? 'Unknown' : 'Invalid');
    if (!is2(version)) assert.ok(good.transactionId > 0 && bad.transactionId > 0);
  }
});

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { SignJWT } from 'jose';
import { plant } from '../graph/support.js';
import { until } from '../support/until.js';
import { type Administered, admin, openAdministered, roleOf, secret } from './administered.js';
import { everyFieldForEveryRole } from './matrix.js';
import { signIn, withoutDirectus } from './support.js';

suite('users of Directus at the API', { skip: withoutDirectus, timeout: 600_000 }, () => {
  let all: Administered;
  before(
    async () => {
      all = await openAdministered({ API_RATE: '0' });
      await plant(all.pool, 3, 1);
    },
    { timeout: 300_000 },
  );
  after(() => all?.stop());

  const userOf: Administered['userOf'] = (role) => all.userOf(role);
  const as: Administered['as'] = (token, query) => all.as(token, query);
  const codeFor: Administered['codeFor'] = (token, query) => all.codeFor(token, query);
  const inDirectus: Administered['inDirectus'] = (method, where, body) => all.inDirectus(method, where, body);

  test('an access token opens what its role may, and says who it is', async () => {
    const { email } = await userOf('Viewer');
    const token = await signIn(all.directusUrl, email, 'a password');
    const { data } = await as(token, '{ me { name role admin rights expiresAt } stations { totalCount } }');
    assert.equal(data.me.name, email);
    assert.equal(data.me.role, 'Viewer');
    assert.equal(data.me.admin, false);
    assert.ok(data.me.rights.includes('read transaction'));
    assert.ok(!data.me.rights.includes('create command'));
    const inMs = Date.parse(data.me.expiresAt) - Date.now();
    assert.ok(inMs > 0 && inMs <= 15 * 60_000, data.me.expiresAt);
    assert.equal(data.stations.totalCount, 3);
  });

  test('the administrator may everything', async () => {
    const { data } = await as(all.adminToken, '{ me { name admin role } stations { totalCount } }');
    assert.deepEqual(data.me, { name: admin.email, admin: true, role: 'Administrator' });
    assert.equal(
      await codeFor(all.adminToken, 'mutation { createIdToken(input: { idToken: "MADE" }) { id } }'),
      undefined,
    );
  });

  test('a viewer may not command and not edit, and is told which right is missing', async () => {
    const { token } = await userOf('Viewer');
    const refused = await as(
      token,
      'mutation { createIdToken(input: { idToken: "X" }) { id } resetStation(stationId: "cp000") { state } }',
    );
    assert.equal(refused.data, undefined);
    assert.deepEqual(refused.errors?.[0], {
      message:
        'missing the right "create id_token", for Mutation.createIdToken, and the right "create command", for Mutation.resetStation',
      extensions: { code: 'FORBIDDEN', missing: ['create id_token', 'create command'] },
    });
    const { rowCount } = await all.pool.query(`select from id_token where id_token = 'X'`);
    assert.equal(rowCount, 0);
  });

  test('an operator commands in their own name', async () => {
    const { token, email } = await userOf('Operator');
    const { data, errors } = await as(
      token,
      'mutation { resetStation(stationId: "cp001") { state command { requestedBy } } }',
    );
    assert.equal(errors, undefined);
    assert.deepEqual(data.resetStation, { state: 'OFFLINE', command: { requestedBy: email } });
  });

  test('a suspended user, a changed role and a removed policy count within seconds', async () => {
    const { token, id } = await userOf('Operator');
    const edit = 'mutation { updateLocation(id: "1", input: { city: "Here" }) { id } }';
    const becomes = (code: string | undefined) =>
      until(`code ${code}`, async () => (await codeFor(token, edit)) === code, { ms: 5000, every: 50 });
    await becomes(undefined);
    await inDirectus('PATCH', `users/${id}`, { role: roleOf('Support') });
    await becomes('FORBIDDEN');
    const own = await inDirectus('POST', 'policies', {
      name: 'Keeps locations',
      permissions: {
        create: [{ collection: 'location', action: 'update', fields: ['*'] }],
        update: [],
        delete: [],
      },
    });
    await inDirectus('PATCH', `users/${id}`, {
      policies: { create: [{ policy: { id: own.id } }], update: [], delete: [] },
    });
    await becomes('FORBIDDEN');
    await inDirectus('POST', 'permissions', {
      policy: own.id,
      collection: 'location',
      action: 'read',
      fields: ['*'],
    });
    await becomes(undefined);
    await inDirectus('DELETE', `policies/${own.id}`);
    await becomes('FORBIDDEN');
    await inDirectus('PATCH', `users/${id}`, { status: 'suspended' });
    await becomes('UNAUTHENTICATED');
  });

  test('tokens that are expired, forged, for another purpose or of a session that is over are refused', async () => {
    const { id } = await userOf('Viewer');
    const sign = (
      claims: Record<string, unknown>,
      { key = secret, issuer = 'directus', until = '1m' } = {},
    ) =>
      new SignJWT({ id, role: null, app_access: true, admin_access: true, ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(issuer)
        .setExpirationTime(until)
        .sign(new TextEncoder().encode(key));
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const payload = (await sign({})).split('.')[1];
    assert.equal(await codeFor(await sign({}), '{ me { name } }'), undefined);
    // Whatever a token claims, Directus's tables decide.
    assert.equal((await as(await sign({}), '{ me { admin } }')).data.me.admin, false);
    for (const [what, token] of [
      ['forged', await sign({}, { key: 'another secret of that length!!' })],
      ['of another issuer', await sign({}, { issuer: 'somebody' })],
      ['expired', await sign({}, { until: '-1s' })],
      ['unsigned', `${none}.${payload}.`],
      ['of a share', await sign({ share: 'x' })],
      ['of an invitation', await sign({ scope: 'invite' })],
      ['of no session', await sign({ session: 'none' })],
      ['of nobody', await sign({ id: '00000000-0000-4000-8000-000000000000' })],
    ] as const)
      assert.equal(await codeFor(token, '{ me { name } }'), 'UNAUTHENTICATED', what);
    const { errors } = await as(await sign({}, { until: '-1s' }), '{ me { name } }');
    assert.equal(errors?.[0]?.message, 'the token has expired');
  });

  test('logging out ends a session’s token at once, and its sockets', async () => {
    const { email } = await userOf('Viewer');
    const login = await fetch(`${all.directusUrl}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'a password', mode: 'session' }),
    });
    const cookie = login.headers.getSetCookie().find((each) => each.startsWith('directus_session_token='));
    const token = /=([^;]+)/.exec(cookie ?? '')?.[1] ?? '';
    assert.equal(await codeFor(token, '{ me { name } }'), undefined);
    const over = subscribed(token);
    await fetch(`${all.directusUrl}/auth/logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `directus_session_token=${token}` },
      body: JSON.stringify({ mode: 'session' }),
    });
    assert.deepEqual(await over, { code: 4403, reason: 'UNAUTHENTICATED: the token is not valid' });
    assert.equal(await codeFor(token, '{ me { name } }'), 'UNAUTHENTICATED');
  });

  /** Subscribes to events; gives how the socket was closed. */
  const subscribed = (token: string) =>
    new Promise<{ code: number; reason: string }>((resolve) => {
      const client = all.graph.client({ authorization: `Bearer ${token}` });
      client.on('closed', (event) => {
        const { code, reason } = event as { code: number; reason: string };
        resolve({ code, reason });
      });
      client.subscribe(
        { query: 'subscription { stationEvents { type } }' },
        { next: () => undefined, error: () => undefined, complete: () => undefined },
      );
    });

  test('a subscription ends when its token does, or its rights change', async () => {
    const { id, token } = await userOf('Viewer');
    const short = await new SignJWT({ id, role: null, app_access: true, admin_access: false })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('directus')
      .setExpirationTime('2s')
      .sign(new TextEncoder().encode(secret));
    assert.deepEqual(await subscribed(short), {
      code: 4403,
      reason: 'UNAUTHENTICATED: the token has expired',
    });
    const over = subscribed(token);
    await inDirectus('PATCH', `users/${id}`, { role: roleOf('Integrator') });
    assert.deepEqual(await over, { code: 4403, reason: 'FORBIDDEN: the rights of the token have changed' });
  });

  test('events come as far as they may be read', async () => {
    const { id } = await inDirectus('POST', 'policies', {
      name: 'Watches connectors',
      permissions: {
        create: [{ collection: 'connector', action: 'read', fields: ['*'] }],
        update: [],
        delete: [],
      },
    });
    const token = 'a token that watches connectors';
    await inDirectus('POST', 'users', {
      email: 'watcher@example.com',
      token,
      policies: { create: [{ policy: { id } }], update: [], delete: [] },
    });
    await all.pool.query(
      `insert into station_event (station_id, type, at, data) values
       ('cp000', 'StationDisconnected', now(), '{"reason":"gone","epoch":"1"}'),
       ('cp000', 'ConnectorStatusChanged', now(), '{"evseId":1,"connectorId":1,"status":"Faulted"}')`,
    );
    const { data } = await as(token, '{ events { totalCount nodes { type } } }');
    assert.deepEqual(data.events, { totalCount: 1, nodes: [{ type: 'ConnectorStatusChanged' }] });
    assert.equal(
      await codeFor(token, '{ events(filter: { types: [StationDisconnected] }) { totalCount } }'),
      'FORBIDDEN',
    );
    assert.equal(await codeFor(token, '{ events { nodes { station { id } } } }'), 'FORBIDDEN');
    const answers = all.graph
      .client({ token })
      .iterate({ query: 'subscription { stationEvents(types: [StationConnected]) { type } }' });
    const { value } = await answers.next();
    assert.equal(value.errors?.[0]?.extensions?.code, 'FORBIDDEN');
  });

  test('a policy holds only in its networks', async () => {
    const { id } = await inDirectus('POST', 'policies', {
      name: 'From elsewhere',
      ip_access: ['10.0.0.0/8'],
      permissions: {
        create: [{ collection: 'location', action: 'read', fields: ['*'] }],
        update: [],
        delete: [],
      },
    });
    const token = 'a token of elsewhere';
    await inDirectus('POST', 'users', {
      email: 'elsewhere@example.com',
      token,
      policies: { create: [{ policy: { id } }], update: [], delete: [] },
    });
    const query = '{ locations { totalCount } }';
    assert.equal(await codeFor(token, query), 'FORBIDDEN');
    await inDirectus('PATCH', `policies/${id}`, { ip_access: ['10.0.0.0/8', '127.0.0.1'] });
    await until('it counts', async () => (await codeFor(token, query)) === undefined);
  });

  test('Directus lets its pages connect to the API', async () => {
    const response = await fetch(`${all.directusUrl}/admin/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /connect-src [^;]*http:\/\/127\.0\.0\.1:4000 ws:\/\/127\.0\.0\.1:4000/);
  });

  everyFieldForEveryRole(() => all);
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Problem } from '../../../../src/problem.ts';
import { type AdminClient, adminClient } from '../../../../src/provider/keycloak/admin.ts';
import { executionRows } from '../../../../src/provider/keycloak/execution-rows.ts';
import { DEFAULT_VERSION } from '../../../../src/provider/keycloak/keycloak-version.ts';
import { type KeycloakServer, startKeycloak } from '../../../../src/provider/keycloak/server.ts';
import { contractRealms } from '../../../../src/run/contract-realms.ts';
import { openContract } from '../../../../src/run/contract-text.ts';
import { type LiveServer, liveDrift } from '../../../../src/run/live-drift.ts';
import { type CountingProxy, countingProxy } from './counting-proxy.ts';

const source = openContract('mfa-rollout', 'flows/contracts');
const realms = contractRealms(source);
const REALM = realms.after.document.realm;
const READER = { username: 'reader', password: randomBytes(12).toString('hex') };
const VIEWS = ['view-realm', 'view-clients', 'view-users', 'view-identity-providers'];

let server: KeycloakServer;
let admin: AdminClient;
let proxy: CountingProxy;

before(async () => {
  server = await startKeycloak({ version: DEFAULT_VERSION, log: () => {} });
  admin = adminClient({ baseUrl: server.baseUrl, ...server.admin });
  proxy = await countingProxy(server.baseUrl);
});

after(async () => {
  await proxy?.stop();
  await server?.stop();
});

async function imported(
  document: (typeof realms)['after']['document'],
  views: readonly string[] = VIEWS,
): Promise<void> {
  await admin.deleteRealm(REALM).catch(() => {});
  await admin.createRealm(document);
  const credentials = [{ type: 'password', value: READER.password }];
  const names = { firstName: 'Re', lastName: 'Ader', email: 'reader@example.test', emailVerified: true };
  const clientRoles = { 'realm-management': [...views] };
  await admin.importUsers(REALM, [
    { username: READER.username, enabled: true, ...names, credentials, clientRoles } as never,
  ]);
}

async function tokenOf(realm: string, username: string, password: string): Promise<string> {
  const form = { grant_type: 'password', client_id: 'admin-cli', username, password };
  const url = `${server.baseUrl}/realms/${realm}/protocol/openid-connect/token`;
  const reply = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token } = (await reply.json()) as { access_token: string };
  return access_token;
}

async function live(options: Partial<LiveServer> = {}) {
  const token = await tokenOf('master', server.admin.username, server.admin.password());
  return liveDrift(source, { baseUrl: proxy.baseUrl, access: { token: () => token }, ...options });
}

async function liveAsReader(options: Partial<LiveServer> = {}) {
  const token = await tokenOf(REALM, READER.username, READER.password);
  return live({ access: { token: () => token }, ...options });
}

test('right after the import there is no drift, and which side of the change it is', async () => {
  await imported(realms.before.document);
  const drift = await live();
  assert.deepEqual([drift.equals, drift.way, drift.personas], ['before', 'partial-export', []]);
  assert.deepEqual(drift.version, { contract: '26.7.3', live: DEFAULT_VERSION });
  await imported(realms.after.document);
  assert.equal((await live()).equals, 'after');
  const other = await live({ against: 'before' });
  assert.ok(other.personas.some(({ persona }) => persona === 'staff-with-otp'));
});

test('a token that may only view reads thing by thing, and finds the same, but for the version of the server', async () => {
  await imported(realms.after.document);
  const drift = await liveAsReader();
  assert.deepEqual([drift.equals, drift.way, drift.personas, drift.unread], [undefined, 'single-gets', [], []]);
  assert.deepEqual(
    drift.unknown.map(({ reason }) => reason.replace(/,.*/, '')),
    ['the version of the server could not be read'],
  );
});

/** One row is switched off, as somebody does in the admin console. */
async function withoutOtp(): Promise<void> {
  const rows = await executionRows({ client: admin, realm: REALM }, 'portal challenge');
  const row = rows.find(({ providerId }) => providerId === 'auth-otp-form');
  assert.ok(row);
  const path = `/realms/${REALM}/authentication/flows/${encodeURIComponent('portal challenge')}/executions`;
  await admin.send({ method: 'PUT', path, body: { ...row, requirement: 'DISABLED' } });
}

test('one PUT later: the personas whose sign-in it changes, and because of what; both ways of reading agree', async () => {
  await imported(realms.after.document);
  await withoutOtp();
  const drifts = [await live(), await liveAsReader()];
  for (const { personas, against } of drifts) {
    assert.equal(against, 'after');
    assert.deepEqual(
      personas.map(({ persona }) => persona),
      // Whoever has only a code is asked for it by the enrolment's form instead.
      ['staff-with-both'],
    );
    const [first] = personas;
    assert.deepEqual(first?.contract, ['login', 'login-otp', 'callback']);
    assert.deepEqual(first?.live, ['login', 'login-recovery-authn-code-input', 'callback']);
    const causes = first?.because.map(({ name, fields }) => `${name}: ${fields.join()}`);
    assert.deepEqual(causes, ['portal challenge/auth-otp-form: requirement: ALTERNATIVE → DISABLED']);
  }
});

test('name and password of an administrator do as well as a token', async () => {
  await imported(realms.after.document);
  const { username, password } = server.admin;
  assert.equal((await live({ access: { username, password } })).equals, 'after');
});

test('what changes nobody’s sign-in is no drift, and is told', async () => {
  await imported(realms.after.document);
  await admin.send({
    method: 'PUT',
    path: `/realms/${REALM}`,
    body: { rememberMe: true, ssoSessionIdleTimeout: 1234 },
  });
  const drift = await live();
  assert.equal(drift.equals, 'after');
  const names = drift.idle.map(({ name }) => name);
  assert.ok(names.includes('remember_me') && names.includes('sso_idle_s'), names.join());
});

test('a role that is gone is missed by the persona who has it, and changes the sign-in of others', async () => {
  await imported(realms.after.document);
  await admin.send({ method: 'DELETE', path: `/realms/${REALM}/roles/mfa-exempt` });
  const drift = await live({ against: 'after' });
  assert.deepEqual(drift.missing, [{ persona: 'break-glass', what: 'the role mfa-exempt' }]);
  // A condition on a role that is not there is false, negated or not: nobody is asked any more.
  assert.ok(drift.personas.some(({ persona }) => persona === 'staff-with-otp'));
});

test('another realm name is the same realm', async () => {
  await admin.createRealm({ ...realms.after.document, realm: 'another name' });
  assert.equal((await live({ realm: 'another name' })).equals, 'after');
});

test('who may not look is told what is missing; what is not there is said', async () => {
  await imported(realms.after.document, ['view-clients']);
  const cases = [
    [() => liveAsReader(), /may not read authentication flows[\s\S]*view-realm/],
    [() => live({ realm: 'nowhere' }), /no realm "nowhere"/],
    [() => live({ access: { token: () => 'no.such.token' } }), /does not take this token/],
    [() => live({ access: { username: 'nobody', password: () => 'wrong-word' } }), /could not log in \(40[01]\)/],
    [() => live({ baseUrl: 'http://127.0.0.1:1' }), /no Keycloak answers/],
  ] as const;
  for (const [look, message] of cases)
    await assert.rejects(
      look,
      (error) => error instanceof Problem && message.test(error.message) && !/wrong-word|no\.such/.test(error.message),
    );
});

test('nothing was sent but reads, one partial export each, and a login where a password was given', () => {
  const others = proxy.calls.filter((call) => !call.startsWith('GET /admin/'));
  assert.ok(proxy.calls.length > others.length);
  assert.deepEqual(
    others.filter((call) => !/^POST \/admin\/realms\/[^/]+\/partial-export$/.test(call)),
    Array(2).fill('POST /realms/master/protocol/openid-connect/token'),
  );
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { type AdminClient, adminClient } from '../../../../src/provider/keycloak/admin.ts';
import { type PersonaUser, userRepresentation } from '../../../../src/provider/keycloak/keycloak-users.ts';
import { DEFAULT_VERSION } from '../../../../src/provider/keycloak/keycloak-version.ts';
import { type KeycloakServer, startKeycloak } from '../../../../src/provider/keycloak/server.ts';
import { loginByHand } from './browser-by-hand.ts';

const REALM = 'flowproof live';
const CALLBACK = 'http://localhost:1/callback';
const code = () => randomBytes(6).toString('hex').toUpperCase();

const passwords = { plain: code(), otp: code(), recovery: code() };
const otpSecret = randomBytes(15).toString('base64url');
const recoveryCodes = [code(), code(), code()];

const bare: PersonaUser = {
  username: 'plain',
  email: 'plain@example.test',
  firstName: 'Pat',
  lastName: 'Lain',
  enabled: true,
  roles: [],
  groups: [],
  attributes: {},
  required_actions: [],
};
const named = (username: string) => ({ ...bare, username, email: `${username}@example.test` });

const plain = { ...named('plain'), password: passwords.plain, roles: ['staff', 'portal:reader'], groups: ['/night'] };
const withOtp = { ...named('otp'), password: passwords.otp, otp: { secret: otpSecret, label: 'phone' } };
const withCodes = { ...named('recovery'), password: passwords.recovery, recoveryCodes };

const realmDocument = {
  realm: REALM,
  enabled: true,
  bruteForceProtected: true,
  failureFactor: 2,
  quickLoginCheckMilliSeconds: 0,
  roles: { realm: [{ name: 'staff' }], client: { portal: [{ name: 'reader' }] } },
  groups: [{ name: 'night' }],
  clients: [{ clientId: 'portal', publicClient: true, redirectUris: [CALLBACK] }],
  users: [userRepresentation(withOtp)],
};

const lines: string[] = [];
let server: KeycloakServer;
let admin: AdminClient;
let ids: ReadonlyMap<string, string>;

before(async () => {
  server = await startKeycloak({ version: DEFAULT_VERSION, log: (line) => lines.push(line) });
  admin = adminClient({ baseUrl: server.baseUrl, ...server.admin });
  await admin.createRealm(realmDocument);
  ids = await admin.importUsers(REALM, [plain, withCodes].map(userRepresentation));
});

after(async () => {
  await server?.stop();
});

const login = () =>
  loginByHand({ baseUrl: server.baseUrl, realm: encodeURIComponent(REALM), client: 'portal', callback: CALLBACK });

async function afterPassword(user: PersonaUser & { password: string }) {
  const browser = login();
  assert.equal((await browser.open()).page, 'login');
  await browser.submit({ username: user.username, password: user.password });
  return browser;
}

const otpNow = (step = 0) =>
  new TOTP({ secret: Secret.fromUTF8(otpSecret) }).generate({ timestamp: Date.now() + step * 30_000 });

test('the server says which version it is, and what was logged holds no password', () => {
  assert.equal(server.version, DEFAULT_VERSION);
  assert.ok(lines.some((line) => line.startsWith(`starting Keycloak ${DEFAULT_VERSION} at http://localhost:`)));
  assert.ok(![...lines, ...server.tail(), JSON.stringify(server)].join('\n').includes(server.admin.password()));
});

test('the realm came in as given, and no user got a role or an action that was not listed', async () => {
  assert.equal((await admin.readRealm(REALM)).realm, REALM);
  assert.ok(Array.isArray((await admin.exportRealm(REALM))['authenticationFlows']));
  const id = ids.get('plain') ?? '';
  const path = `/realms/${encodeURIComponent(REALM)}/users/${id}`;
  const { body } = await admin.send({ method: 'GET', path: `${path}/role-mappings` });
  const text = JSON.stringify(body);
  assert.ok(text.includes('"staff"') && text.includes('"reader"'));
  assert.ok(!text.includes('default-roles'));
  assert.match(JSON.stringify((await admin.send({ method: 'GET', path: `${path}/groups` })).body), /"\/night"/);
});

test('a password logs in', async () => {
  const browser = await afterPassword(plain);
  assert.equal(browser.current().page, 'callback');
  assert.ok(browser.current().callback?.searchParams.get('code'));
});

test('an imported one-time-code secret logs in, and a wrong code does not', async () => {
  const browser = await afterPassword(withOtp);
  assert.equal(browser.current().page, 'login-otp');
  assert.equal((await browser.submit({ otp: '000000' })).page, 'login-otp');
  assert.equal((await browser.submit({ otp: otpNow() })).page, 'callback');
});

test('imported recovery codes log in, each once, in their order, and after the last one new ones are asked for', async () => {
  await useRecoveryCodes();
  for (const [index, recovery] of recoveryCodes.entries()) {
    const browser = await afterPassword(withCodes);
    assert.equal(browser.current().page, 'login-recovery-authn-code-input');
    assert.equal((await browser.submit({ recoveryCodeInput: code() })).page, 'login-recovery-authn-code-input');
    const next = index < recoveryCodes.length - 1 ? 'callback' : 'login-recovery-authn-code-config';
    assert.equal((await browser.submit({ recoveryCodeInput: recovery })).page, next);
  }
});

test('failures lock a user, and the lock can be seen and cleared', async () => {
  const id = ids.get('plain') ?? '';
  for (let failures = 1; failures <= 2; failures += 1) {
    await afterPassword({ ...plain, password: 'wrong' });
    await until(async () => (await admin.bruteForceStatus(REALM, id)).numFailures === failures);
  }
  const status = await admin.bruteForceStatus(REALM, id);
  assert.equal(status.disabled, true);
  assert.ok(status.failedLoginNotBefore > Date.now() / 1000);
  assert.equal((await afterPassword(plain)).current().page, 'login');
  await admin.clearBruteForce(REALM, id);
  assert.equal((await admin.bruteForceStatus(REALM, id)).disabled, false);
  assert.equal((await afterPassword(plain)).current().page, 'callback');
});

test('a second user of the same name is refused with what Keycloak says, not with what was sent', async () => {
  await assert.rejects(admin.importUsers(REALM, [userRepresentation(plain)]), (error: Error) => {
    assert.match(error.message, /Keycloak answered 409 .*plain/);
    assert.ok(!error.message.includes(passwords.plain));
    return true;
  });
});

test('a user can be found, deleted, and is gone', async () => {
  const found = await admin.findUser(REALM, 'otp');
  assert.equal(found?.enabled, true);
  await admin.deleteUser(REALM, found?.id ?? '');
  assert.equal(await admin.findUser(REALM, 'otp'), undefined);
});

test('a realm can be deleted, and is gone', async () => {
  await admin.deleteRealm(REALM);
  await assert.rejects(admin.readRealm(REALM), { code: 'keycloak-failed', message: /answered 404 \(Realm not found/ });
});

test('after stop nobody answers', async () => {
  await server.stop();
  await assert.rejects(admin.serverVersion(), { code: 'provider-unreachable' });
});

/** Makes recovery codes one of the second factors of the browser flow, the way an operator would. */
async function useRecoveryCodes(): Promise<void> {
  const path = `/realms/${encodeURIComponent(REALM)}/authentication/flows/browser/executions`;
  const { body } = await admin.send({ method: 'GET', path });
  assert.ok(Array.isArray(body));
  const row = body.find((execution) => execution.providerId === 'auth-recovery-authn-code-form');
  await admin.send({ method: 'PUT', path, body: { ...row, requirement: 'ALTERNATIVE' } });
}

/** Keycloak counts failures after it has answered. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (await holds()) return;
    await delay(100);
  }
  assert.fail('it did not happen within five seconds');
}

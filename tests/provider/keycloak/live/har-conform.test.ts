import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from '@playwright/test';
import { conformContract } from '../../../../src/contract/conformance/conform-contract.ts';
import { readRecordings } from '../../../../src/contract/conformance/read-recordings.ts';
import { adminClient } from '../../../../src/provider/keycloak/admin.ts';
import { userRepresentation } from '../../../../src/provider/keycloak/keycloak-users.ts';
import { DEFAULT_VERSION } from '../../../../src/provider/keycloak/keycloak-version.ts';
import { type KeycloakServer, startKeycloak } from '../../../../src/provider/keycloak/server.ts';
import { contractRealms, groundOn } from '../../../../src/run/contract-realms.ts';
import { openContract } from '../../../../src/run/contract-text.ts';
import { findBrowser, launchOptions } from '../../../../src/setup/browser.ts';

const source = openContract('mfa-rollout', 'flows/contracts');
const { after: realm } = contractRealms(source);
const ground = groundOn(source, realm);
const { client, redirect_uri } = source.contract.provider_state;
const REALM = realm.document.realm;
const PASSWORD = randomBytes(9).toString('hex');

let server: KeycloakServer;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'flowproof-har-'));

before(async () => {
  server = await startKeycloak({ version: DEFAULT_VERSION, log: () => {} });
  const admin = adminClient({ baseUrl: server.baseUrl, ...server.admin });
  await admin.createRealm(realm.document);
  const bare = {
    firstName: 'Given',
    lastName: 'Family',
    enabled: true,
    roles: [],
    attributes: {},
    required_actions: [],
  };
  const users = [
    { ...bare, username: 'contractor', email: 'contractor@example.test', groups: [], password: PASSWORD },
    { ...bare, username: 'first', email: 'first@example.test', groups: ['/staff'], password: PASSWORD },
  ];
  await admin.importUsers(REALM, users.map(userRepresentation));
  browser = await chromium.launch(launchOptions(findBrowser()));
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** The HAR of what is done in a new browser that opens the sign-in page. */
async function recorded(name: string, act: (page: Page) => Promise<void>): Promise<string> {
  const path = join(folder, `${name}.har`);
  const context = await browser.newContext({ recordHar: { path, content: 'omit' } });
  const page = await context.newPage();
  const query = new URLSearchParams({
    ...{ client_id: client, redirect_uri, response_type: 'code', scope: 'openid', state: 'st4te' },
    ...{ nonce: 'n0nce', code_challenge: CHALLENGE, code_challenge_method: 'S256' },
  });
  await page.goto(`${server.baseUrl}/realms/${REALM}/protocol/openid-connect/auth?${query}`);
  await act(page);
  await context.close();
  return readFileSync(path, 'utf8');
}

async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await Promise.all([page.waitForEvent('domcontentloaded').catch(() => {}), page.locator('#kc-login').click()]);
}

function conforming(text: string): string[] {
  const context = { file: 'recorded.har', contract: source.contract.id, client, redirect_uri, realm: REALM };
  const recordings = readRecordings(text, context);
  const told = JSON.stringify(recordings);
  for (const secret of [PASSWORD, 'st4te', 'n0nce', CHALLENGE]) assert.ok(!told.includes(secret));
  const [result] = conformContract(ground, recordings);
  return result?.personas.filter(({ verdict }) => verdict === 'conforms').map(({ persona }) => persona) ?? [];
}

test('who arrives after the password is somebody who is asked for nothing else', async () => {
  const har = await recorded('contractor', async (page) => {
    await signIn(page, 'contractor', 'wrong-word');
    await signIn(page, 'contractor');
  });
  assert.deepEqual(conforming(har), ['contractor', 'break-glass']);
});

test('who is led to the set-up of an authenticator is known from the address of that page', async () => {
  const har = await recorded('first', async (page) => {
    await signIn(page, 'first');
    await page.locator('#kc-totp-settings-form').waitFor();
  });
  assert.deepEqual(conforming(har), ['staff-first-login']);
});

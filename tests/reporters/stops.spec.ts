import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, type TestInfo, test } from '@playwright/test';
import { watchCallback } from '../../src/journey/application.ts';
import { openCodeLedger } from '../../src/journey/code-ledger.ts';
import { type Driven, drive } from '../../src/journey/drive.ts';
import { createWallet } from '../../src/journey/persona-wallet.ts';
import { createPlan } from '../../src/journey/plan.ts';
import { loginLiterals } from '../../src/keycloak/login-messages.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import type { Faults } from '../../src/provider/embedded/faults.ts';
import { startEmbedded } from '../../src/provider/embedded/start-embedded.ts';
import { startPortal } from '../../src/provider/portal/portal.ts';
import { readRealmSource } from '../../src/provider/realm-source.ts';
import { auditFiles } from '../../src/redaction/audit.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { typeQuietly } from '../../src/redaction/type-quietly.ts';
import { readContracts } from '../../src/run/content.ts';
import { loadJourney } from '../../src/run/load-journey.ts';
import { personaValues } from '../../src/run/persona-secrets.ts';
import { personaUser } from '../../src/run/persona-user.ts';
import { createPictures } from '../../src/run/pictures.ts';

const FLOWS = resolve(import.meta.dirname, '..', '..', 'flows');
const REALM = join(FLOWS, 'realms', 'flowproof-demo.json');
const PERSONA = 'staff-with-otp';

interface Stopped extends Driven {
  readonly pictures: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly secrets: ReturnType<ReturnType<typeof createVault>['known']>;
}

interface Setting {
  readonly faults: Faults;
  readonly journey?: string;
  readonly timeout?: number;
}

/** Drives the persona at a provider that misbehaves on purpose. */
async function stopAt(
  page: Page,
  testInfo: TestInfo,
  { faults, journey = 'mfa-challenge', timeout = 10_000 }: Setting,
): Promise<Stopped> {
  const contract = readContracts(join(FLOWS, 'contracts')).get('mfa-rollout')?.contract;
  const persona = contract?.identity_graph.personas.find(({ id }) => id === PERSONA);
  if (!contract || !persona) throw new Error('the shipped contract has changed');
  const { version, client } = contract.provider_state;
  const { document } = readRealmSource(REALM, version);
  const embedded = await startEmbedded({ realm: document, version, faults });
  const portal = await startPortal({ issuer: embedded.issuer, clientId: client });
  const codes = mkdtempSync(join(tmpdir(), 'codes-'));
  const vault = createVault(Buffer.from('7c'.repeat(32), 'hex'), loginLiterals());
  const values = personaValues(vault, PERSONA, 'stops');
  const user = personaUser(persona, values);
  embedded.addUsers([{ ...user, credentials: user.credentials.map((credential) => ({ ...credential })) }]);
  const callback = watchCallback(page, `${portal.url}/callback`);
  const pictures = createPictures(testInfo, loginLiterals());
  try {
    await page.goto(`${portal.url}/sign-in`);
    const driven = await drive(page, {
      machine: await loadJourney(join(FLOWS, 'journeys'), journey),
      plan: createPlan({}),
      callback,
      excluded: false,
      timeout,
      wallet: createWallet(values, {
        name: 'stops',
        policy: readRealm(document, { version, file: REALM }).otp_policy,
        ledger: openCodeLedger(codes),
        now: Date.now,
        typeInto: (at, selector, value) => typeQuietly(at.locator(selector), value),
        register: () => undefined,
        signatures: false,
        say: () => undefined,
      }),
      onPage: (sight) => pictures.take(page, sight, { title: sight.page }),
    });
    const shown = testInfo.attachments.filter(({ contentType }) => contentType === 'image/png');
    const files = shown.map(({ name, body, path }) => ({ path: name, bytes: body ?? readFileSync(path ?? '') }));
    return { ...driven, pictures: files, secrets: vault.known() };
  } finally {
    callback.stop();
    await Promise.allSettled([portal.stop(), embedded.stop()]);
    rmSync(codes, { recursive: true });
  }
}

interface Case extends Setting {
  readonly name: string;
  readonly reason: RegExp;
  readonly steps: readonly string[];
  readonly allowed_next: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'an unknown page',
    faults: { unknownPage: 'login-otp' },
    reason: /^saw an unknown page|simulated-unknown-page/,
    steps: ['login/login', 'unknown/simulated-unknown-page'],
    allowed_next: ['login', 'login-otp'],
  },
  {
    name: 'a page that comes out of turn',
    faults: { wrongPage: 'login-otp' },
    reason: /^saw terms, which this journey does not allow here$/,
    steps: ['login/login', 'required_action/terms'],
    allowed_next: ['login', 'login-otp'],
  },
  {
    name: 'an event that the machine refuses',
    faults: {},
    journey: 'callback',
    reason: /^saw login-otp, which this journey does not allow here$/,
    steps: ['login/login', 'mfa_challenge/login-otp'],
    allowed_next: ['callback', 'callback-error', 'login'],
  },
];

for (const { name, reason, steps, allowed_next, ...setting } of CASES) {
  test(`${name} stops the journey, and tells how far it went and what was allowed`, async ({ page }, testInfo) => {
    const driven = await stopAt(page, testInfo, setting);
    expect(driven.end.kind).toBe('stopped');
    expect(driven.end.reason).toMatch(reason);
    expect(driven.steps.map((step) => `${step.state}/${step.page}`)).toEqual(steps);
    expect(driven.allowed_next).toEqual(allowed_next);
  });

  test(`${name} leaves a redacted picture of the page where the journey stopped`, async ({ page }, testInfo) => {
    const { steps: driven, pictures, secrets } = await stopAt(page, testInfo, setting);
    expect(driven.at(-1)?.picture).toBeDefined();
    expect(pictures.map(({ path }) => path)).toContain(driven.at(-1)?.picture);
    expect(auditFiles(pictures, secrets)).toEqual([]);
  });
}

test('a page that never settles is withheld, and the journey goes on', async ({ page }, testInfo) => {
  const driven = await stopAt(page, testInfo, { faults: { neverSettles: 'login-otp' } });
  const restless = driven.steps.find((step) => step.page === 'login-otp');
  expect(restless?.picture).toBeUndefined();
  expect(driven.end.kind).toBe('callback');
  const record = testInfo.attachments.find(({ name }) => name === '02-login-otp.png.json')?.body?.toString();
  expect(JSON.parse(record ?? '{}')).toMatchObject({ status: 'withheld', page: 'login-otp' });
});

test('a page that is only slow is waited for', async ({ page }, testInfo) => {
  const { end } = await stopAt(page, testInfo, { faults: { slow: 'login-otp' } });
  expect(end.kind).toBe('callback');
});

import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { loginLiterals } from '../../src/keycloak/login-messages.ts';
import { startEmbedded } from '../../src/provider/embedded/start-embedded.ts';
import { startPortal } from '../../src/provider/portal/portal.ts';
import { portalLiterals } from '../../src/provider/portal/portal-literals.ts';
import { readRealmSource } from '../../src/provider/realm-source.ts';
import { createCamera } from '../../src/redaction/capture.ts';
import { findBrowser, launchOptions } from '../../src/setup/browser.ts';
import { type Cost, interleave, roundsOr } from './interleave.ts';
import { addPerson } from './plain/people.ts';
import { type TreeCpu, watchTree } from './tree-cpu.ts';

/**
 * Prints what a redacted picture costs beside Playwright's own with the same secrets masked by locators, on the login
 * page and on the set-up page of an authenticator. Run with `tsx tests/bench/picture.ts [rounds]`.
 */
const REALM = fileURLToPath(new URL('../../flows/realms/flowproof-demo.json', import.meta.url));
const ALLOW = [...loginLiterals(), ...portalLiterals()];
/** Processor time is counted in ticks of 10 ms: one round is several pictures. */
const PICTURES = 5;
const WARM_UP = 6;
const GOAL = 1.3;

const rounds = roundsOr(12);
const { document, version } = readRealmSource(REALM, '26.7.3');
const provider = await startEmbedded({ realm: document, version });
const portal = await startPortal({ issuer: provider.issuer, clientId: 'portal' });
const browser = await chromium.launch(launchOptions(findBrowser()));
const cpu = watchTree(process.pid);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const person = addPerson(provider, 'staff-first-login');
  await page.goto(`${portal.url}/sign-in`);
  await page.locator('#username').fill(person.username);
  await page.locator('#password').fill(person.password);
  await contest(page, 'login page', ['#username', '#password']);
  await page.locator('#kc-login').click();
  await page.locator('#kc-totp-settings').waitFor();
  await contest(page, 'authenticator set-up page', ['#kc-totp-secret-qr-code', '#totp', '#userLabel']);
} finally {
  cpu.stop();
  await browser.close();
  await portal.stop();
  await provider.stop();
}

async function contest(page: Page, title: string, secrets: readonly string[]): Promise<void> {
  const mask = secrets.map((secret) => page.locator(secret));
  const camera = createCamera(page);
  const ours = async (): Promise<void> => {
    const { status } = await camera.capture({ allow: ALLOW });
    if (status !== 'shown') throw new Error(`the picture of the ${title} was withheld`);
  };
  const plain = async (): Promise<void> => void (await page.screenshot({ mask }));
  for (let warm = 0; warm < WARM_UP; warm += 1) await plain().then(ours);
  await interleave({ title, goal: GOAL, plain: () => costOf(plain, cpu), ours: () => costOf(ours, cpu) }, rounds);
}

/** Of one picture, several taken one after another. */
async function costOf(take: () => Promise<void>, tree: TreeCpu): Promise<Cost> {
  const [began, spent] = [performance.now(), tree.read()];
  for (let picture = 0; picture < PICTURES; picture += 1) await take();
  const wall = performance.now() - began;
  return { wall: wall / PICTURES, cpu: (tree.read() - spent) / PICTURES };
}

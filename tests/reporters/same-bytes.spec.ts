import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { configText, SHIPPED } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { picturesOf, summaryBytesOf, summaryOf } from '../kit/packet-reader.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const DEMO = resolve(import.meta.dirname, '..', 'flows');

/** Tests of the shipped demo that together show every page: set-up, challenge, recovery, refusal, application. */
const PLAYED: Readonly<Record<string, readonly string[]>> = {
  'mfa-challenge.spec.ts': [
    'a staff member with a phone passes the challenge',
    'a callback of another browser opens no session',
  ],
  'mfa-enrollment.spec.ts': [
    'whoever cannot scan the picture opens the text key',
    'a first sign-in sets up an authenticator',
  ],
  'recovery-codes.spec.ts': [
    'a recovery code stands in for the lost phone',
    'whoever has both changes over on the challenge page',
  ],
  'blocked-login.spec.ts': ['a disabled account is told so', 'a person who may not enter is told so'],
};
const PAGES = [
  'callback',
  'error',
  'login',
  'login-config-totp',
  'login-otp',
  'login-recovery-authn-code-input',
  'select-authenticator',
];

/** A spec of the demo as a user of the package would have written it. */
const shipped = (name: string): string =>
  readFileSync(join(DEMO, name), 'utf8').replace('../../src/test.ts', 'flowproof/test');

async function play(env: Readonly<Record<string, string>>, args: readonly string[]) {
  const folder = inlineProject({
    'playwright.config.ts': configText({
      fullyParallel: true,
      timeout: 60_000,
      flowproof: { ...SHIPPED, matrix: '../../../flows/matrix.yaml' },
      use: { viewport: { width: 1280, height: 720 } },
    }),
    ...Object.fromEntries(Object.keys(PLAYED).map((name) => [name, shipped(name)])),
  });
  const titles = Object.values(PLAYED).flat().join('|');
  const { output } = await playwright(folder, 'test', { env, args: ['--grep', titles, ...args] });
  try {
    return { output, bytes: summaryBytesOf(folder), summary: summaryOf(folder), pictures: picturesOf(folder) };
  } catch (cause) {
    throw new Error(output, { cause });
  } finally {
    removeInlineProject(folder);
  }
}

const one = once(() => play({ FLOWPROOF_RUN_KEY: '01'.repeat(32), TZ: 'UTC', LANG: 'C.UTF-8' }, ['--workers=1']));
const other = once(() =>
  play({ FLOWPROOF_RUN_KEY: 'fe'.repeat(32), TZ: 'Asia/Kolkata', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }, [
    '--workers=2',
  ]),
);

test('the tests of the demo pass and show every page', async () => {
  const { summary, output } = await one();
  expect(summary.tests.map(({ title }) => title).sort()).toEqual(Object.values(PLAYED).flat().sort());
  expect(
    summary.tests.every(({ outcome }) => outcome === 'passed'),
    output,
  ).toBe(true);
  const seen = summary.tests.flatMap(({ journeys }) => journeys.flatMap(({ observed }) => observed.steps));
  expect([...new Set(seen.map(({ page }) => page))].sort()).toEqual(PAGES);
  expect(seen.filter(({ picture }) => picture).length).toBe(seen.length);
});

test('other secrets, workers, time zone and language: the same summary, byte for byte', async () => {
  expect((await other()).bytes).toBe((await one()).bytes);
});

test('other secrets, workers, time zone and language: the same pictures, byte for byte', async () => {
  const [these, those] = [(await one()).pictures, (await other()).pictures];
  expect(these.size).toBeGreaterThanOrEqual(PAGES.length);
  expect([...those.keys()]).toEqual([...these.keys()]);
  for (const [name, bytes] of these) expect(those.get(name), name).toBe(bytes);
});

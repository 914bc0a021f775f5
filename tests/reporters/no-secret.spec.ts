import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { auditFiles } from '../../src/redaction/audit.ts';
import type { KnownSecret } from '../../src/redaction/secret.ts';
import { readContracts } from '../../src/run/content.ts';
import { type Appearance, instanceOf, knownSecrets } from '../../src/run/known-secrets.ts';
import { filesBelow } from '../kit/files-below.ts';
import { configText, matrixText, SHIPPED, specText } from '../kit/flow-project.ts';
import { once } from '../kit/once.ts';
import { summaryOf } from '../kit/packet-reader.ts';
import { plainSearch, type SearchedFile } from '../kit/plain-search.ts';
import { inlineProject, playwright, removeInlineProject } from '../kit/run-inline.ts';

const CONTRACTS = resolve(import.meta.dirname, '..', '..', 'flows', 'contracts');
const KEY = createHash('sha256').update('the key of a run whose every secret is known').digest('hex');
/** The policy of the shipped realm. */
const POLICY = { type: 'totp', algorithm: 'HmacSHA1', digits: 6, period: 30, look_ahead: 1, reusable: false } as const;

/** Gives a value away in every way in which a test can. `canary` tells this spec what was read from the page. */
const GIVE_AWAY = `
import { appendFileSync, unlinkSync, writeFileSync } from 'node:fs';
const canary = (value) => appendFileSync(process.env.CANARIES, value + '\\n');
async function giveAway(page, value, info) {
  canary(value);
  console.log('read', value, encodeURIComponent(value), Buffer.from(value).toString('base64'));
  console.error({ value, nested: [value] });
  process.stdout.write(Buffer.from('as bytes ' + value + '\\n'));
  info.annotations.push({ type: 'note', description: value });
  await info.attach('note', { body: 'noted ' + value, contentType: 'text/plain' });
  await info.attach('data.json', { body: JSON.stringify({ value }), contentType: 'application/json' });
  await info.attach('named ' + value, { body: 'x', contentType: 'text/plain' });
  await info.attach('bytes', { body: Buffer.from(value), contentType: 'application/octet-stream' });
  const file = process.env.CANARIES + info.testId + '.txt';
  writeFileSync(file, 'kept ' + value);
  await info.attach('file of ' + value, { path: file });
  info.attachments.push({ name: 'pushed ' + value, contentType: 'application/octet-stream', path: file });
  await test.step('attaches', (step) => step.attach('step ' + value, { path: file }));
  await info.attach('picture', { body: await page.screenshot() }).then(() => { throw new Error('attached'); }, () => {});
  await page.context().tracing.start().then(() => { throw new Error('traced'); }, () => {});
  unlinkSync(file);
  process.stdout.write('key ' + value.slice(0, 7));
  process.stdout.write(value.slice(7) + '\\n');
  await test.step('types ' + value, () => page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<input id="echo"><p id="said"></p>');
  }));
  await page.locator('#echo').fill(value);
  await page.getByText(value).count();
  await page.evaluate((text) => { history.replaceState(null, '', '?code=' + encodeURIComponent(text)); }, value);
  console.log(page.url());
  expect.soft(value).toBe(value);
}`;

const ENROLL = `{ contract: 'mfa-rollout', persona: 'staff-first-login', journey: 'mfa-enrollment', until: 'login-config-totp' }`;
const CHALLENGE = `{ contract: 'mfa-rollout', persona: 'staff-with-otp', journey: 'mfa-challenge' }`;
const NAME = `const name = await page.locator('#kc-attempted-username').inputValue();`;
const KEY_READ = `const key = await page.locator('#totpSecret').inputValue();`;

const SPEC = specText(`${GIVE_AWAY}
test('passes and tells its name', flow('FLOW-LEAK-A-001', 'happy'), async ({ journey, page, evidence }, info) => {
  await journey.run({ ...${CHALLENGE}, until: 'login-otp' });
  ${NAME}
  await giveAway(page, name, info);
  await evidence('the challenge page');
});
test('passes and tells the portal and the callback', flow('FLOW-LEAK-A-001', 'empty'), async ({ journey, page, evidence }, info) => {
  page.on('request', (request) => console.log(request.method(), request.url(), request.postData() ?? ''));
  await journey.run(${CHALLENGE});
  console.log(await page.locator('body').innerText(), JSON.stringify(await page.context().cookies()));
  await giveAway(page, await page.locator('#portal-user').innerText(), info);
  await evidence('the portal');
});
test('passes and tells a password typed by hand', flow('FLOW-LEAK-A-001', 'recovery'), async ({ journey, page, secret }, info) => {
  await journey.run({ ...${CHALLENGE}, until: 'login' });
  await secret('staff-with-otp/password').typeInto(page.locator('#password'));
  console.log(String(secret('staff-with-otp/password')), secret('staff-with-otp/password'));
  await giveAway(page, await page.locator('#password').inputValue(), info);
});
test('fails and tells the key', flow('FLOW-LEAK-A-001', 'blocked'), async ({ journey, page }, info) => {
  await journey.run(${ENROLL});
  ${KEY_READ}
  await giveAway(page, key, info);
  await page.getByText('Unable to scan?').click();
  console.log(await page.locator('#kc-totp-secret-key').innerText());
  expect.soft(key).toBe('nothing');
  expect.soft({ key, list: [key] }).toEqual({});
  await expect.soft(page.locator('#totpSecret')).toHaveValue('nothing', { timeout: 200 });
  throw new Error('the key is ' + key, { cause: new Error(encodeURIComponent(key)) });
});
test('fails and tells the name', flow('FLOW-LEAK-A-001', 'negative'), async ({ journey, page }, info) => {
  await journey.run({ ...${CHALLENGE}, until: 'login-otp' });
  ${NAME}
  await giveAway(page, name, info);
  await page.goto(journey.issuer + '/nowhere?code=' + name + '&session_state=' + name);
  throw new Error(name + ' ' + name + '@people.flowproof.test at ' + page.url());
});
test('runs out of time', flow('FLOW-LEAK-A-001', 'cleanup'), async ({ journey, page }, info) => {
  await journey.run(${ENROLL});
  ${KEY_READ}
  await giveAway(page, key, info);
  test.setTimeout(info.timeout / 1000 + 1);
  await page.getByText(key + ' is not there').click();
});
test('takes its worker with it', flow('FLOW-LEAK-A-001', 'fixture'), async ({ journey, page }, info) => {
  await journey.run({ ...${CHALLENGE}, until: 'login-otp' });
  ${NAME}
  await giveAway(page, name, info);
  process.exit(1);
});
test.describe('after all', () => {
  let kept = '';
  test.afterAll(() => { throw new Error('kept ' + kept); });
  test('leaves the key to a hook', flow('FLOW-LEAK-A-001', 'environment'), async ({ journey, page }) => {
    await journey.run(${ENROLL});
    ${KEY_READ}
    canary(key);
    kept = key;
  });
});
`);

const OWN_FILES = ['playwright.config.ts', 'leak.spec.ts', 'flows/matrix.yaml'];

interface Leaky {
  readonly output: string;
  readonly files: readonly SearchedFile[];
  readonly secrets: readonly KnownSecret[];
  readonly read: readonly string[];
  readonly titles: ReadonlyMap<string, string>;
  readonly verdict: string;
}

const leaky = once(async (): Promise<Leaky> => {
  const outside = mkdtempSync(join(tmpdir(), 'canaries-'));
  const CANARIES = join(outside, 'read.txt');
  const folder = inlineProject({
    'playwright.config.ts': configText({
      timeout: 40_000,
      workers: 1,
      flowproof: SHIPPED,
      outputDir: 'out',
      reporter: [
        ['list'],
        ['html', { open: 'never', outputFolder: 'html-report' }],
        ['blob', { outputDir: 'blob-report' }],
        ['json', { outputFile: 'results.json' }],
        ['junit', { outputFile: 'junit.xml', includeProjectInTestName: true }],
        ['allure-playwright', { resultsDir: 'allure-results' }],
      ],
    }),
    'flows/matrix.yaml': matrixText({ flow_id: 'FLOW-LEAK-A-001' }),
    'leak.spec.ts': SPEC,
  });
  const from_ms = Date.now();
  const { output } = await playwright(folder, 'test', { env: { FLOWPROOF_RUN_KEY: KEY, CANARIES } });
  const to_ms = Date.now();
  try {
    const files = filesBelow(folder, OWN_FILES);
    const tests = testsOf(folder);
    const secrets = derived(
      tests.map(({ id }) => id),
      { from_ms, to_ms },
    );
    const read = readFileSync(CANARIES, 'utf8').split('\n').filter(Boolean);
    const titles = new Map(tests.map(({ title, status }) => [title, status]));
    const verdict = summaryOf(folder).verdict.status;
    return {
      output,
      files: [{ path: 'console', bytes: Buffer.from(output) }, ...files],
      secrets,
      read,
      titles,
      verdict,
    };
  } catch (cause) {
    throw new Error(output, { cause });
  } finally {
    removeInlineProject(folder);
    rmSync(outside, { recursive: true });
  }
});

interface JsonTest {
  readonly id: string;
  readonly title: string;
  readonly status: string;
}

interface JsonSuite {
  readonly suites?: readonly JsonSuite[];
  readonly specs: readonly { id: string; title: string; tests: { results: { status: string }[] }[] }[];
}

function testsOf(folder: string): JsonTest[] {
  if (!existsSync(join(folder, 'results.json'))) return [];
  // Playwright's own JSON report.
  const report = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as JsonSuite & { suites: JsonSuite[] };
  const walk = ({ suites = [], specs = [] }: Partial<JsonSuite>): JsonTest[] => [
    ...specs.map(({ id, title, tests }) => ({ id, title, status: tests[0]?.results.at(-1)?.status ?? 'none' })),
    ...suites.flatMap(walk),
  ];
  return walk(report);
}

/** Every generated value of every persona in every test, and the one-time codes of the time of the run. */
function derived(ids: readonly string[], time: { from_ms: number; to_ms: number }): KnownSecret[] {
  const contracts = [...readContracts(CONTRACTS).values()];
  const personas = contracts.flatMap(({ contract }) => contract.identity_graph.personas.map(({ id }) => id));
  const appearances = ids.flatMap((id) =>
    personas.map((persona): Appearance => ({ persona, instance: instanceOf({ id, retry: 0, repeat: 0 }) })),
  );
  return knownSecrets({ key: Buffer.from(KEY, 'hex'), contracts, appearances, policy: POLICY, ...time });
}

const isCode = ({ value }: KnownSecret): boolean => /^\d{6}$/.test(value);

test('the tests of the child run did what they are named after', async () => {
  const { titles, read, verdict, output } = await leaky();
  expect(Object.fromEntries(titles), output).toEqual({
    'passes and tells its name': 'passed',
    'passes and tells the portal and the callback': 'passed',
    'passes and tells a password typed by hand': 'passed',
    'fails and tells the key': 'failed',
    'fails and tells the name': 'failed',
    'runs out of time': 'timedOut',
    'takes its worker with it': 'failed',
    'leaves the key to a hook': 'failed',
  });
  expect(read.length).toBe(8);
  expect(verdict).toBe('blocked');
});

test('what the tests read from the pages are generated values', async () => {
  const { read, secrets } = await leaky();
  const generated = secrets.map(({ value }) => value);
  expect(read.filter((value) => generated.includes(value)).length).toBeGreaterThanOrEqual(5);
});

test('every report was made, and was searched', async () => {
  const { files } = await leaky();
  const paths = files.map(({ path }) => path);
  for (const wanted of ['console', 'results.json', 'junit.xml', 'html-report/index.html'])
    expect(paths).toContain(wanted);
  for (const wanted of [/^uat-packet\/index\.html$/, /^uat-packet\/data\/evidence\/.+\.png$/, /^blob-report\/.+\.zip$/])
    expect(paths.some((path) => wanted.test(path))).toBe(true);
  for (const wanted of [/^allure-results\/.+-result\.json$/, /^out\/.+error-context\.md$/])
    expect(paths.some((path) => wanted.test(path))).toBe(true);
});

test('a plain search finds none of the generated values', async () => {
  const { files, secrets } = await leaky();
  expect(secrets.length).toBeGreaterThan(150);
  expect(
    plainSearch(
      files,
      secrets.map(({ value }) => value),
    ),
  ).toEqual([]);
});

test('a plain search finds nothing of what was read from the pages', async () => {
  const { files, read } = await leaky();
  expect(plainSearch(files, read)).toEqual([]);
});

test("the package's own audit finds nothing", async () => {
  const { files, secrets, read } = await leaky();
  const known = [...secrets, ...read.map((value, index) => ({ slot: `read/${index}`, value }))];
  // Numbers of six digits are ordinary in reports that tell durations; the packet tells none.
  const packet = files.filter(({ path }) => path.startsWith('uat-packet/'));
  const findings = [
    ...auditFiles(
      files,
      known.filter((secret) => !isCode(secret)),
    ),
    ...auditFiles(packet, known),
  ];
  expect(findings).toEqual([]);
});

test('no authorization code, session or token stands in any text', async () => {
  const { files } = await leaky();
  const texts = files.filter(({ path }) => /console|\.json$|\.xml$|\.md$|\.txt$/.test(path));
  const shown = texts.flatMap(({ path, bytes }) =>
    (
      Buffer.from(bytes)
        .toString()
        .match(/[?&](?:code|state|session_code|session_state|nonce)=(?!\[redacted)[^\s"'&]+/g) ?? []
    ).map((match) => `${path} ${match}`),
  );
  expect(shown).toEqual([]);
});

const FORMS: Readonly<Record<string, (value: string) => Uint8Array>> = {
  'a text': (value) => Buffer.from(`said ${value} and went`),
  'an URL': (value) => Buffer.from(`http://127.0.0.1/?name=${encodeURIComponent(value)}`),
  Base64: (value) => Buffer.from(Buffer.from(value).toString('base64')),
  'a zip': (value) => zipSync({ 'inner.txt': Buffer.from(value) }),
  'the zip of an HTML report': (value) =>
    Buffer.from(
      `<template>data:application/zip;base64,${Buffer.from(zipSync({ 'report.json': Buffer.from(value) })).toString('base64')}</template>`,
    ),
};

for (const [name, write] of Object.entries(FORMS)) {
  test(`both searches find a value planted as ${name}`, async () => {
    const { secrets } = await leaky();
    const planted = secrets.find(({ slot }) => slot === 'staff-with-otp/password');
    if (!planted) throw new Error('there is no such secret');
    const files = [{ path: 'planted', bytes: write(planted.value) }];
    expect(plainSearch(files, [planted.value]).length).toBeGreaterThan(0);
    expect(auditFiles(files, secrets).map(({ rule }) => rule)).toContain('secret-in-evidence');
  });
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as recorded from '../contract/conformance/har-fixture.ts';
import { folderWith, runCli } from './run-cli.ts';

const PAGES = { version: 1, pages: [{ page: 'login' }, { page: 'login-otp' }, { page: 'callback' }] };
const ENROLS = ['login-login', 'login-login-otp', 'login-login-config-totp'];
const { AUTHORIZE, PASSWORD_THEN_ACTION, ACTION_PAGE, ACTION_POST, CALLBACK } = recorded;

const folder = folderWith({
  'pages.json': PAGES,
  'enrols.json': ENROLS,
  'begun.json': ['login'],
  'har.json': recorded.har(AUTHORIZE, PASSWORD_THEN_ACTION, ACTION_PAGE, ACTION_POST, CALLBACK),
  'lost.json': { version: 1, pages: [{ page: 'login' }, { page: 'login-page-expired' }] },
  'old.json': { version: 1, persona: 'staff-with-otp', pages: [{ page: 'login' }, { page: 'callback' }] },
  'stolen.json': JSON.parse(
    JSON.stringify(recorded.har(AUTHORIZE, PASSWORD_THEN_ACTION, ACTION_PAGE, ACTION_POST, CALLBACK)).replaceAll(
      'http://127.0.0.1/callback',
      'https://evil.example/callback',
    ),
  ),
  'broken.json': '{',
});
const conform = (file: string, ...options: string[]) =>
  runCli(['contract', 'conform', 'mfa-rollout', file === '-' ? file : join(folder, file), ...options]);

test('without a persona everybody is tried, and whoever it can have been is told', async () => {
  const { code, stdout } = await conform('pages.json');
  assert.equal(code, 0);
  assert.match(
    stdout,
    /conforms \(mfa-rollout, realm after the change\)\n {2}it can be staff-with-otp, staff-with-both/,
  );
});

test('where it leaves the machine: the longest prefix, what was allowed, which rule excluded it, whose page it is', async () => {
  const { code, stdout } = await conform('enrols.json');
  assert.equal(code, 1);
  assert.match(stdout, /2 of 3 pages conform; then \[2\] shows login-config-totp/);
  assert.match(stdout, /allowed: callback \[callback\] after otp right/);
  assert.match(stdout, /excluded by: portal challenge\/auth-otp-form, ALTERNATIVE, flow-alternative/);
  assert.match(stdout, /the page is shown to staff-first-login\n/);
});

test('one persona, as JSON and nothing else', async () => {
  const { code, stdout } = await conform('pages.json', '--persona', 'contractor', '--json');
  assert.equal(code, 1);
  const { recordings } = JSON.parse(stdout);
  assert.deepEqual(recordings[0].conforms, []);
  const [{ persona, verdict, prefix, allowed, excluded }] = recordings[0].personas;
  assert.deepEqual([persona, verdict, prefix], ['contractor', 'differs', 1]);
  assert.deepEqual(allowed[0], { page: 'callback', state: 'callback', inputs: ['password right'] });
  assert.equal(excluded.because[0].execution, 'portal forms/auth-username-password-form');
});

test('a HAR names the persona who enrols, and nothing secret is said', async () => {
  const { code, stdout, stderr } = await conform('har.json', '--json');
  assert.equal(code, 0);
  const [recording] = JSON.parse(stdout).recordings;
  assert.deepEqual(recording.conforms, ['staff-first-login']);
  const found = recording.personas.find(({ persona }: { persona: string }) => persona === 'staff-first-login');
  assert.deepEqual(found.edges, ['password right', 'enroll right']);
  for (const secret of recorded.SECRETS) assert.ok(!`${stdout}${stderr}`.includes(secret));
});

test('a code that went elsewhere is no login of the contract, and only where it went is said', async () => {
  const { code, stdout, stderr } = await conform('stolen.json');
  assert.equal(code, 1);
  assert.match(stdout, /does not conform[\s\S]*shows an answer to https:\/\/evil\.example\/callback\n/);
  for (const secret of recorded.SECRETS) assert.ok(!`${stdout}${stderr}`.includes(secret));
});

test('a recording that stops early conforms, and what would come is told', async () => {
  const { code, stdout } = await conform('begun.json');
  assert.equal(code, 0);
  assert.match(stdout, /the recording ends before the login does/);
  assert.match(stdout, /contractor, break-glass:\n {4}allowed: callback/);
});

test('a login of before the change is told to be one', async () => {
  const { code, stdout } = await conform('old.json');
  assert.equal(code, 1);
  assert.match(stdout, /on the realm before the change it can be staff-with-otp\n/);
  assert.equal((await conform('old.json', '--against', 'before')).code, 0);
});

test('what a machine does not hold is said to be unknown, and conforms to nobody', async () => {
  const { code, stdout } = await conform('lost.json');
  assert.equal(code, 1);
  assert.match(stdout, /cannot be judged/);
  assert.match(stdout, /browser back/);
});

test('misuse', async () => {
  const cases = [
    [await conform('pages.json', '--persona', 'contracter'), /no persona "contracter"[\s\S]*Did you mean "contractor"/],
    [await conform('nowhere.json'), /nowhere\.json: this recording cannot be read/],
    [await conform('broken.json'), /broken\.json:1: this is not JSON/],
    [
      await runCli(['contract', 'conform', 'mfa-rolout', '-']),
      /no contract "mfa-rolout"[\s\S]*Did you mean "mfa-rollout"/,
    ],
    [await conform('pages.json', '--against', 'now'), /before, after/],
  ] as const;
  for (const [{ code, stderr }, message] of cases) {
    assert.match(stderr, message);
    assert.equal(code, 2);
  }
});

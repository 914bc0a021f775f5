import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecordings } from '../../../src/contract/conformance/read-recordings.ts';
import type { ReadingContext } from '../../../src/contract/conformance/recording.ts';
import { Problem } from '../../../src/problem.ts';
import * as recorded from './har-fixture.ts';

const CONTEXT: ReadingContext = {
  file: 'trace.json',
  contract: 'mfa-rollout',
  client: 'portal',
  redirect_uri: 'http://127.0.0.1/callback',
  realm: 'flowproof-demo',
};

const read = (value: unknown) => readRecordings(typeof value === 'string' ? value : JSON.stringify(value), CONTEXT);
const sightings = (value: unknown) => read(value)[0]?.sightings.map(({ at: _place, ...seen }) => seen);

function refusal(value: unknown): Problem {
  try {
    read(value);
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error;
  }
  throw new Error('it was read');
}

test('pages are named as ids, as data-page-id, or by their browser state', () => {
  const pages = [{ page: 'login' }, { data_page_id: 'login-login-otp', message: 'no' }, { state: 'callback' }];
  assert.deepEqual(sightings({ version: 1, pages }), [
    { page: 'login' },
    { page: 'login-otp', message: 'no' },
    { state: 'callback' },
  ]);
});

test('a list of page ids may have left out what came back', () => {
  const [recording] = read(['login-login', 'login-terms', 'callback']);
  assert.equal(recording?.sight, 'changes');
  assert.deepEqual(
    recording?.sightings.map(({ page }) => page),
    ['login', 'terms', 'callback'],
  );
});

const steps = (...pages: readonly string[]) => pages.map((page) => ({ page, state: 'login' }));
const trace = (...pages: readonly string[]) => ({ steps: steps(...pages), end: { kind: 'callback' }, unsupported: [] });
const journey = {
  contract: 'mfa-rollout',
  persona: 'contractor',
  journey: 'login',
  lane: 'disposable',
  provider: { name: 'keycloak', version: '26.7.3', realm: 'r', realm_sha256: '0' },
  promised: [],
  predicted: trace('login'),
  observed: trace('login', 'callback', 'portal'),
  first_difference: -1,
  allowed_next: [],
};

test('journeys of a packet say who signed in, and end at the callback', () => {
  const tests = [
    { title: 'a login', journeys: [journey, { ...journey, contract: 'another' }] },
    { title: 'no journey' },
  ];
  const [only, ...others] = read({ version: 1, verdict: {}, tests });
  assert.deepEqual(others, []);
  assert.equal(only?.persona, 'contractor');
  assert.deepEqual(
    only?.sightings.map(({ page }) => page),
    ['login', 'callback'],
  );
  assert.equal(read({ version: 1, ...journey })[0]?.persona, 'contractor');
  assert.match(
    refusal({ version: 1, ...journey, contract: 'another' }).message,
    /no journey of the contract mfa-rollout/,
  );
});

test('of a HAR, the addresses tell required actions, steps that differ, and the end', () => {
  const { AUTHORIZE, STYLE, PASSWORD_POST, CALLBACK, codePost, CODE_STEP } = recorded;
  assert.deepEqual(sightings(recorded.har(AUTHORIZE, STYLE, PASSWORD_POST, codePost(CODE_STEP), CALLBACK)), [
    { action: 'flow' },
    { action: 'flow', again: false },
    { page: 'callback' },
  ]);
  assert.deepEqual(
    sightings(
      recorded.har(AUTHORIZE, recorded.PASSWORD_THEN_ACTION, recorded.ACTION_PAGE, recorded.ACTION_POST, CALLBACK),
    ),
    [{ action: 'flow' }, { action: 'CONFIGURE_TOTP' }, { page: 'callback' }],
  );
});

test('the same step twice is told apart from another one, and a refusal from an arrival', () => {
  const { AUTHORIZE, PASSWORD_POST, codePost, SAME_STEP, CALLBACK_ERROR } = recorded;
  assert.deepEqual(sightings(recorded.har(AUTHORIZE, PASSWORD_POST, codePost(SAME_STEP), CALLBACK_ERROR)), [
    { action: 'flow' },
    { action: 'flow', again: true },
    { page: 'callback-error', error: 'access_denied' },
  ]);
});

test('a callback that never answered is known from the redirect to it', () => {
  const { AUTHORIZE, PASSWORD_POST, codePost, CODE_STEP } = recorded;
  assert.deepEqual(sightings(recorded.har(AUTHORIZE, PASSWORD_POST, codePost(CODE_STEP)))?.at(-1), {
    page: 'callback',
  });
});

test('a HAR that begins in the middle, or holds another sign-in, says so', () => {
  const { AUTHORIZE, PASSWORD_POST, codePost, CODE_STEP, CALLBACK } = recorded;
  const [middle] = read(recorded.har(PASSWORD_POST, codePost(CODE_STEP), CALLBACK));
  assert.equal(middle?.begins, 'anywhere');
  const [first] = read(recorded.har(AUTHORIZE, PASSWORD_POST, AUTHORIZE, CALLBACK));
  assert.match(first?.notes.join() ?? '', /1 further sign-in, which may begin with a session, left out/);
});

test('where no address tells the page, that is said', () => {
  const { AUTHORIZE, PASSWORD_POST, codePost, CODE_STEP, CALLBACK } = recorded;
  const [flow] = read(recorded.har(AUTHORIZE, PASSWORD_POST, codePost(CODE_STEP), CALLBACK));
  assert.match(
    flow?.notes.join() ?? '',
    /no address tells which page stood at 1, 2: any page of a flow is taken for it/,
  );
});

/** The same recording with other addresses in it. */
const readdressed = (value: object, from: string, to: string): object =>
  JSON.parse(JSON.stringify(value).replaceAll(from, to));
const LOGIN = recorded.har(recorded.AUTHORIZE, recorded.PASSWORD_POST, recorded.codePost(recorded.CODE_STEP));
const ARRIVED = recorded.har(...LOGIN.log.entries, recorded.CALLBACK);

test('a code that goes to another address than the client asked for is no callback', () => {
  for (const value of [LOGIN, ARRIVED])
    for (const to of ['https://evil.example/callback', 'http://127.0.0.1/other']) {
      const told = readdressed(value, 'http://127.0.0.1/callback', to);
      assert.deepEqual(sightings(told)?.at(-1), { foreign: `an answer to ${to}` });
    }
  const silent = readdressed(LOGIN, 'http://127.0.0.1/callback?state=', 'https://evil.example/callback?other=');
  assert.deepEqual(sightings(silent)?.at(-1), { foreign: 'an answer to https://evil.example/callback' });
});

test('a run may have another host and port than the contract, if its client asked for them', () => {
  const moved = readdressed(ARRIVED, 'http://127.0.0.1/callback', 'http://localhost:4000/callback');
  const asking = (back: string) =>
    readdressed(moved, 'client_id=portal&response_type', `client_id=portal&redirect_uri=${back}&response_type`);
  assert.deepEqual(sightings(asking('http%3A%2F%2Flocalhost%3A4000%2Fcallback'))?.at(-1), { page: 'callback' });
  assert.ok(sightings(asking('http%3A%2F%2Flocalhost%3A4001%2Fcallback'))?.at(-1)?.foreign);
});

test('the sign-in to another client is none of the contract', () => {
  const other = readdressed(ARRIVED, 'client_id=portal', 'client_id=another');
  assert.equal(sightings(other)?.[0]?.foreign, 'a sign-in to another');
});

test('no secret of a HAR is in what is read of it, nor in a problem', () => {
  const all = recorded.har(
    ...Object.values(recorded).filter((value) => typeof value === 'object' && 'request' in value),
  );
  const texts = [
    JSON.stringify(read(all)),
    refusal(JSON.stringify(all).slice(0, -10)).message,
    refusal(recorded.har({ request: JSON.stringify(all) })).message,
    refusal({ log: JSON.stringify(all) }).message,
  ];
  assert.ok(
    recorded.SECRETS.every((secret) => JSON.stringify(all).includes(secret)),
    'the HAR holds all of them',
  );
  for (const text of texts)
    for (const secret of recorded.SECRETS) assert.ok(!text.includes(secret), `${secret} in ${text}`);
});

const WRONG: readonly (readonly [unknown, RegExp])[] = [
  ['', /trace\.json: this file is empty/],
  ['{"version": 1,\n "pages": [}', /trace\.json:2: this is not JSON/],
  [42, /no recording of pages that is known/],
  [{ version: 1, pages: [] }, /pages: found an empty list/],
  [[], /found an empty list/],
  [{ version: 1, pages: [{ pagee: 'login' }] }, /pages\[0\]\.pagee: unknown key "pagee"[\s\S]*Did you mean "page"/],
  [{ version: 1, pages: [{ state: 'mfa_chalenge' }] }, /Did you mean "mfa_challenge"/],
  [{ version: 2, pages: [{ page: 'login' }] }, /version: found the number 2/],
  [recorded.har(), /no page of a Keycloak sign-in/],
  [{ log: {} }, /this HAR has no entries/],
  [recorded.har({ request: {} }), /log\.entries\[0\]: this is no entry of a HAR/],
];

for (const [value, message] of WRONG)
  test(`refused: ${JSON.stringify(value).slice(0, 50)}`, () => {
    const problem = refusal(value);
    assert.equal(problem.code, 'trace-invalid');
    assert.match(problem.message, message);
  });

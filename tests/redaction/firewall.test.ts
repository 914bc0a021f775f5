import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/problem.ts';
import { refuseUnsafe, SAFE_ENV, SAFE_USE, unsafeSettings } from '../../src/redaction/firewall.ts';

const UNSAFE: readonly (readonly [string, Record<string, unknown>])[] = [
  ['use.trace', { trace: 'retain-on-failure' }],
  ['use.trace', { trace: { mode: 'on', screenshots: false } }],
  ['use.video', { video: 'on' }],
  ['use.screenshot', { screenshot: { mode: 'only-on-failure' } }],
  ['use.contextOptions.recordHar', { contextOptions: { recordHar: { path: 'x' } } }],
  ['use.contextOptions.recordVideo', { contextOptions: { recordVideo: { dir: 'x' } } }],
  ['use.launchOptions.args --user-data-dir', { launchOptions: { args: ['--user-data-dir=/x'] } }],
  ['use.launchOptions.args --log-net-log', { launchOptions: { args: ['--log-net-log=/x'] } }],
  ['use.launchOptions.logger', { launchOptions: { logger: {} } }],
  ['use.launchOptions.env.DEBUG', { launchOptions: { env: { DEBUG: 'pw:protocol' } } }],
  ['use.launchOptions.tracesDir', { launchOptions: { tracesDir: 'x' } }],
];

for (const [setting, use] of UNSAFE) {
  test(`${setting} is refused: ${JSON.stringify(use)}`, () => {
    assert.deepEqual(
      unsafeSettings({ use }).map((row) => row.setting),
      [setting],
    );
    assert.throws(
      () => refuseUnsafe({ use }),
      (error) => error instanceof Problem && error.code === 'unsafe-capture' && error.message.includes(setting),
    );
  });
}

test('the environment is judged when it is given', () => {
  const settings = (env: Record<string, string>) => unsafeSettings({ use: {}, env }).map(({ setting }) => setting);
  assert.deepEqual(settings({}), ['env PLAYWRIGHT_NO_COPY_PROMPT']);
  assert.deepEqual(settings({ ...SAFE_ENV, DEBUG: 'x,pw:api' }), ['env DEBUG']);
  assert.deepEqual(settings({ ...SAFE_ENV, DEBUG: '*' }), ['env DEBUG']);
  assert.deepEqual(settings({ ...SAFE_ENV, DEBUG: 'express' }), []);
});

for (const DEBUG of [
  'foo pw:api',
  'pw*',
  'p*',
  '*',
  'a,\tpw:protocol',
  'pw:browser*',
  '*:api',
  '-pw:api,pw:*',
  '-foo *',
]) {
  test(`DEBUG=${DEBUG} is refused`, () => {
    const found = unsafeSettings({ use: {}, env: { ...SAFE_ENV, DEBUG } }).map(({ setting }) => setting);
    assert.deepEqual(found, ['env DEBUG']);
  });
}

for (const DEBUG of ['', 'express', 'pw:install', 'pw', 'xpw:api', '-pw:*,*', '* -pw:*', 'a.b(c']) {
  test(`DEBUG=${DEBUG} is let through`, () => {
    assert.deepEqual(unsafeSettings({ use: {}, env: { ...SAFE_ENV, DEBUG, DEBUG_FILE: 'x' } }), []);
  });
}

test('a file for the logs of Playwright is refused where they are on', () => {
  const found = unsafeSettings({ use: {}, env: { ...SAFE_ENV, DEBUG: 'pw:*', DEBUG_FILE: 'x' } });
  assert.deepEqual(
    found.map(({ setting }) => setting),
    ['env DEBUG', 'env DEBUG_FILE'],
  );
});

test('the safe settings are safe, and so is nothing at all', () => {
  assert.deepEqual(
    unsafeSettings({ use: { ...SAFE_USE, launchOptions: { args: ['--no-sandbox'] } }, env: SAFE_ENV }),
    [],
  );
  assert.doesNotThrow(() => refuseUnsafe({ use: {} }));
});

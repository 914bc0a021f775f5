import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, mock, test } from 'node:test';
import { Command } from 'commander';
import { addRadius } from '../../src/cli/radius.ts';
import { Problem } from '../../src/problem.ts';
import { defaultFlowRealm, otpRequiredRealm } from '../keycloak/radius/acme.ts';
import { exportedUser, writeFolder, writeSingle } from './write-export.ts';

const folder = mkdtempSync(join(tmpdir(), 'radius-command-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const users = (count: number, first = 0) => Array.from({ length: count }, (_, index) => exportedUser(first + index));
const before = writeFolder(join(folder, 'before'), { document: defaultFlowRealm(), users: users(120) });
const target = writeSingle(join(folder, 'target.json'), {
  document: otpRequiredRealm(),
  users: users(120, 5).toReversed(),
});

interface Ran {
  readonly stdout: string;
  readonly code: string | number | null | undefined;
}

/** What the command printed, and the exit code it asked for. */
async function run(...args: readonly string[]): Promise<Ran> {
  const written: string[] = [];
  const stdout = mock.method(process.stdout, 'write', (text: string) => written.push(text) > 0);
  try {
    const program = new Command().exitOverride();
    addRadius(program);
    await program.parseAsync(['radius', ...args], { from: 'user' });
    return { stdout: written.join(''), code: process.exitCode };
  } finally {
    stdout.mock.restore();
    process.exitCode = 0;
  }
}

const both = ['--before', before, '--after', target, '--client', 'app', '--version', '26.7.3'];

test('one line per class, worst first, and exit code 1 for a lost second factor', async () => {
  const { stdout, code } = await run(...both);
  assert.equal(code, 1);
  const [head, ...lines] = stdout.trimEnd().split('\n');
  assert.equal(head, 'realm acme, client app: 120 users before, 120 after');
  const classes = lines.filter((line) => !line.startsWith(' '));
  assert.match(classes[0] ?? '', /^loses the second factor +\d+ users, such as user000\d\d\d$/);
  const counted = classes.map((line) => Number(/ (\d+) users?/.exec(line)?.[1]));
  assert.equal(
    counted.reduce((sum, count) => sum + count, 0),
    125,
  );
  for (const word of ['must enroll', 'gone', 'newly present', 'unchanged'])
    assert.ok(
      classes.some((line) => line.startsWith(word)),
      word,
    );
});

test('as JSON everything, and nothing else', async () => {
  const { stdout, code } = await run(...both, '--json');
  const found = JSON.parse(stdout);
  assert.equal(code, 1);
  assert.deepEqual(Object.keys(found), ['realm', 'before', 'after', 'request', 'classes']);
  assert.deepEqual(found.before, {
    file: join(before, 'acme-realm.json'),
    version: '26.7.3',
    users: 120,
    left_out: [],
  });
  assert.equal(found.request.redirect_uri, 'https://app.example.org/');
  const lost = found.classes.find(({ change }: { change: string }) => change === 'loses_second_factor');
  assert.deepEqual(
    lost.before.pages.map(({ page }: { page: string }) => page),
    ['login', 'login-otp'],
  );
  assert.deepEqual(
    lost.after.pages.map(({ page }: { page: string }) => page),
    ['login'],
  );
  assert.equal(lost.after.end, 'callback');
});

test('exit code 0 when nobody is locked out or loses a factor, whatever the form of the exports', async () => {
  const same = writeSingle(join(folder, 'same.json'), { document: defaultFlowRealm(), users: users(120).toReversed() });
  const { stdout, code } = await run(
    '--before',
    before,
    '--after',
    same,
    '--client',
    'app',
    '--version',
    '26.7.3',
    '--json',
  );
  assert.equal(code, 0);
  const changes = JSON.parse(stdout).classes.map(({ change }: { change: string }) => change);
  assert.deepEqual([...new Set(changes)], ['unchanged']);
});

test('each side is predicted for the version that wrote it, a named one for both', async () => {
  const old = writeSingle(join(folder, 'old.json'), {
    document: { ...defaultFlowRealm(), keycloakVersion: '25.0.6' },
    users: users(2),
  });
  const versions = async (...args: readonly string[]) => {
    const { stdout } = await run('--before', old, '--after', target, '--client', 'app', '--json', ...args);
    const found = JSON.parse(stdout);
    return [found.before.version, found.after.version];
  };
  assert.deepEqual(await versions(), ['25.0.6', '26.7']);
  assert.deepEqual(await versions('--version', '26.5.0'), ['26.5.0', '26.5.0']);
});

test('parameters are sent by everybody', async () => {
  const { stdout } = await run(...both, '--json', '--param', 'prompt=none');
  const found = JSON.parse(stdout);
  assert.equal(found.request.prompt, 'none');
  assert.ok(
    found.classes.every(({ after: next }: { after?: { end: string } }) => !next || next.end === 'callback-error'),
  );
});

const other = writeSingle(join(folder, 'other.json'), {
  document: { ...defaultFlowRealm(), realm: 'other' },
  users: users(1),
});
const REFUSED: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown client', [...both, '--client', 'apq'], /realm "acme" has no client "apq"/],
  [
    'another realm',
    ['--before', before, '--after', other, '--client', 'app'],
    /other\.json realm: this is realm "other", but before the change it is "acme"/,
  ],
  ['a user as a parameter', [...both, '--param', 'login_hint=bob'], /a login_hint names one user/],
  ['a parameter that is none', [...both, '--param', 'prompt'], /"prompt" is no parameter/],
  ['an unknown version', [...both, '--version', '12.0'], /Keycloak version "12\.0" is not known/],
  ['an export that is not there', [...both, '--after', join(folder, 'no.json')], /no\.json: this file cannot be read/],
];

for (const [name, args, expected] of REFUSED)
  test(`${name} is refused, and nothing is printed or left behind`, async () => {
    const files = readdirSync(folder, { recursive: true }).length;
    const written: string[] = [];
    const stdout = mock.method(process.stdout, 'write', (text: string) => written.push(text) > 0);
    const refused = (error: unknown) => error instanceof Problem && expected.test(error.message);
    const program = new Command().exitOverride();
    addRadius(program);
    await assert
      .rejects(program.parseAsync(['radius', ...args], { from: 'user' }), refused)
      .finally(() => stdout.mock.restore());
    assert.deepEqual(written, []);
    assert.equal(readdirSync(folder, { recursive: true }).length, files);
  });

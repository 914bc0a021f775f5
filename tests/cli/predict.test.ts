import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CALLBACK, flowOf, forms, realm, step, sub } from '../keycloak/realm-kit.ts';
import { folderWith, runCli } from './run-cli.ts';

const MFA = flowOf(
  forms(
    step('auth-username-password-form'),
    sub('second factor', 'CONDITIONAL', step('conditional-user-configured'), step('auth-otp-form')),
  ),
);
const CLIENT = { clientId: 'app', publicClient: true, redirectUris: ['https://app.example.test/*', CALLBACK] };
const folder = folderWith({
  'realm.json': realm({ ...MFA, clients: [CLIENT] }),
  'of-26.5.json': realm({ keycloakVersion: '26.5.0' }),
  'of-22.json': realm({ keycloakVersion: '22.0.1' }),
  'no-users.json': realm({ users: [] }),
  'no-address.json': realm({ clients: [{ clientId: 'app', redirectUris: [] }] }),
  'pkce.json': realm({
    clients: [{ clientId: 'app', redirectUris: [CALLBACK], attributes: { 'pkce.code.challenge.method': 'S256' } }],
  }),
  'refused.json': realm({ ...flowOf([{ requirement: 'SOMETIMES', authenticator: 'auth-cookie' }]) }),
  'broken.json': '{"realm": ',
});
const file = (name: string) => join(folder, name);
const predict = (name: string, ...args: readonly string[]) =>
  runCli(['predict', '--realm', file(name), '--client', 'app', ...args]);

test('the help names every option and the exit codes', async () => {
  const { code, stdout, stderr } = await runCli(['predict', '--help']);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  for (const option of [
    '--realm',
    '--client',
    '--persona',
    '--all',
    '--param',
    '--redirect-uri',
    '--version',
    '--batch',
  ])
    assert.match(stdout, new RegExp(option));
  assert.match(stdout, /Exit codes: 0 answered, 1 .*, 2 unusable input/);
});

test('every persona gets its pages, the reason of each, and the end', async () => {
  const { code, stdout, stderr } = await predict('realm.json');
  assert.equal(code, 0);
  assert.equal(stderr, '');
  assert.match(
    stdout,
    /^Keycloak 26\.7\.3 \(the export names no version\), realm lab, client app, answered at https:\/\/app.example.test\/auth\/callback$/m,
  );
  const paragraphs = stdout.trimEnd().split('\n\n');
  assert.equal(
    paragraphs[1],
    [
      'plain',
      '  1. login',
      '     because: lab forms/auth-username-password-form, REQUIRED, flow-required',
      '  ends at the callback: logged in (acr 1)',
    ].join('\n'),
  );
  assert.match(
    paragraphs[2] ?? '',
    /^one-otp\n[\s\S]* {2}2\. login-otp\n {5}because: second factor\/auth-otp-form, REQUIRED/,
  );
  assert.equal(paragraphs.length, 4);
});

test('--json writes one document and nothing else', async () => {
  const { code, stdout, stderr } = await predict('realm.json', '--persona', 'ONE-OTP', '--json');
  assert.equal(code, 0);
  assert.equal(stderr, '');
  const { version, redirect_uri, personas } = JSON.parse(stdout);
  assert.deepEqual({ version, redirect_uri }, { version: '26.7.3', redirect_uri: CALLBACK });
  assert.equal(personas.length, 1);
  const [{ username, pages, end, unsupported }] = personas;
  assert.deepEqual({ username, end, unsupported }, { username: 'one-otp', end: 'callback', unsupported: [] });
  assert.deepEqual(pages[1], {
    page: 'login-otp',
    because: { execution: 'second factor/auth-otp-form', requirement: 'REQUIRED', rule: 'flow-required' },
  });
});

test('parameters change the request', async () => {
  const { stdout } = await predict('realm.json', '--persona', 'plain', '--param', 'prompt=none', '--json');
  const [{ end, error }] = JSON.parse(stdout).personas;
  assert.deepEqual({ end, error }, { end: 'callback-error', error: 'login_required' });
  const twice = await predict('realm.json', '--persona', 'plain', '--param', 'x=1', '--param', 'x=2', '--json');
  assert.equal(JSON.parse(twice.stdout).personas[0].error_description, 'duplicated parameter');
});

test('an address that the client does not have is refused by the server, not by the command', async () => {
  const { code, stdout } = await predict('realm.json', '--persona', 'plain', '--redirect-uri', 'https://evil.test/');
  assert.equal(code, 0);
  assert.match(stdout, /1\. error {2}"Invalid parameter: redirect_uri"/);
});

test('a client that demands PKCE gets it', async () => {
  const { stdout } = await predict('pkce.json', '--persona', 'plain', '--json');
  assert.equal(JSON.parse(stdout).personas[0].end, 'callback');
});

test('the version is the named one, else that of the export, else the newest known, and is said', async () => {
  const head = async (name: string, ...args: readonly string[]) => {
    const { stdout, stderr } = await predict(name, '--persona', 'plain', ...args);
    return stdout.split(', realm')[0] ?? stderr;
  };
  assert.equal(await head('of-26.5.json'), 'Keycloak 26.5.0 (which wrote the export)');
  assert.equal(await head('of-26.5.json', '--version', '26.4.7'), 'Keycloak 26.4.7 (as named)');
  assert.equal(await head('of-22.json'), 'Keycloak 26.7.3 (the export is of 22.0.1, which is not known)');
});

/** Misuse: exit code 2, nothing on standard output, and a message that says what, where, and what to do. */
const MISUSE: readonly (readonly [name: string, args: readonly string[], message: RegExp])[] = [
  ['nothing named', ['predict'], /there is nothing to predict\n {2}next: name --realm and --client, or --batch/],
  [
    'unknown client',
    ['predict', '--realm', file('realm.json'), '--client', 'appp'],
    /realm "lab" has no client "appp"[\s\S]*next: Did you mean "app"\?/,
  ],
  [
    'unknown persona',
    ['predict', '--realm', file('realm.json'), '--client', 'app', '--persona', 'plaim'],
    /has no user "plaim"[\s\S]*next: Did you mean "plain"\?/,
  ],
  [
    'persona and all',
    ['predict', '--realm', file('realm.json'), '--client', 'app', '--persona', 'plain', '--all'],
    /contradict each other/,
  ],
  [
    'no such file',
    ['predict', '--realm', file('nowhere.json'), '--client', 'app'],
    /nowhere\.json: this file cannot be read/,
  ],
  ['no JSON', ['predict', '--realm', file('broken.json'), '--client', 'app'], /broken\.json: this is not JSON/],
  [
    'a realm the server refuses',
    ['predict', '--realm', file('refused.json'), '--client', 'app'],
    /refused\.json authenticationFlows\[0\]\.authenticationExecutions\[0\]\.requirement: "SOMETIMES" is no requirement/,
  ],
  [
    'a realm without users',
    ['predict', '--realm', file('no-users.json'), '--client', 'app'],
    /has no users[\s\S]*next: export with/,
  ],
  [
    'no address',
    ['predict', '--realm', file('no-address.json'), '--client', 'app'],
    /has no redirect URI that could be used as it is[\s\S]*--redirect-uri/,
  ],
  [
    'no parameter',
    ['predict', '--realm', file('realm.json'), '--client', 'app', '--param', 'prompt'],
    /"prompt" is no parameter\n {2}expected: name=value/,
  ],
  [
    'unknown version',
    ['predict', '--realm', file('realm.json'), '--client', 'app', '--version', '19'],
    /Keycloak version "19" is not known/,
  ],
  ['batch with more', ['predict', '--batch', '-', '--client', 'app'], /--batch stands alone/],
  ['unknown option', ['predict', '--relm', 'x'], /unknown option/],
];

for (const [name, args, message] of MISUSE)
  test(`misuse: ${name}`, async () => {
    const { code, stdout, stderr } = await runCli(args);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

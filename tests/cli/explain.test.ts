import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CALLBACK, flowOf, forms, realm, step, sub, user } from '../keycloak/realm-kit.ts';
import { folderWith, runCli } from './run-cli.ts';

const role = (name: string) => step('conditional-user-role', 'REQUIRED', { condUserRole: name });
const FORMS = forms(
  step('auth-username-password-form'),
  sub(
    'second factor',
    'CONDITIONAL',
    role('user'),
    step('auth-otp-form', 'ALTERNATIVE'),
    step('webauthn-authenticator', 'ALTERNATIVE'),
  ),
  sub('gate', 'CONDITIONAL', step('deny-access-authenticator')),
);
const CLIENT = { clients: [{ clientId: 'app', publicClient: true, redirectUris: [CALLBACK] }] };
const folder = folderWith({
  'realm.json': realm({ ...flowOf(FORMS), ...CLIENT }),
  'silenced.json': realm({
    ...flowOf([
      step('auth-cookie', 'ALTERNATIVE'),
      sub('forms', 'REQUIRED', step('auth-username-form'), step('auth-otp-form')),
    ]),
    ...CLIENT,
    requiredActions: [],
    users: [user('plain')],
  }),
  'owing.json': realm({ ...CLIENT, users: [user('busy', { requiredActions: ['UPDATE_PASSWORD', 'no-such-action'] })] }),
});
const explain = (name: string, persona: string, ...args: readonly string[]) =>
  runCli(['explain', '--realm', join(folder, name), '--client', 'app', '--persona', persona, ...args]);
const treeOf = (stdout: string) => stdout.split('browser flow "lab"\n')[1]?.trimEnd().split('\n');

test('the tree says of each execution what was decided when the page was shown', async () => {
  const { code, stdout, stderr } = await explain('realm.json', 'two-otp');
  assert.equal(code, 0);
  assert.equal(stderr, '');
  assert.match(stdout, /two-otp sees page 2 of 2: login-otp\n {2}because: second factor\/auth-otp-form, ALTERNATIVE/);
  assert.deepEqual(treeOf(stdout), [
    '  ↷ auth-cookie ALTERNATIVE: passed over (tried, and it did not apply)',
    '  - auth-spnego DISABLED: disabled',
    '  ↷ identity-provider-redirector ALTERNATIVE: passed over (tried, and it did not apply)',
    '  ▾ lab forms ALTERNATIVE: in here',
    '    ✓ auth-username-password-form REQUIRED: done',
    '    ▾ second factor CONDITIONAL: in here',
    '      ✓ conditional-user-role REQUIRED: true (two-otp has role "user")',
    '      ▶ auth-otp-form ALTERNATIVE: asked now (configured for two-otp)',
    '      · webauthn-authenticator ALTERNATIVE: not offered (not configured for two-otp)',
    '    ↷ gate CONDITIONAL: skipped (it has no enabled condition)',
    '      · deny-access-authenticator REQUIRED: waits (not reached)',
  ]);
});

test('an earlier page is explained as it was then', async () => {
  const { stdout } = await explain('realm.json', 'two-otp', '--page', '1');
  assert.match(stdout, /sees page 1 of 2: login\n/);
  assert.match(stdout, /▶ auth-username-password-form REQUIRED: asked now/);
  assert.match(stdout, /· second factor CONDITIONAL: waits/);
});

test('an error page names the execution that failed, and what stands silenced beside others', async () => {
  const { stdout } = await explain('silenced.json', 'plain');
  assert.match(stdout, /sees page 2 of 2: error "Cannot login, credential setup required\."/);
  assert.deepEqual(treeOf(stdout), [
    '  ! auth-cookie ALTERNATIVE: ignored (alternatives do not count beside a REQUIRED row (forms))',
    '  ↩ forms REQUIRED: left (its page was shown before)',
    '    ✓ auth-username-form REQUIRED: done',
    '    ✗ auth-otp-form REQUIRED: failed (the user does not own what it asks for and may not set it up here)',
  ]);
});

test('a page after the flow is explained by what is owed', async () => {
  const { stdout } = await explain('owing.json', 'busy');
  assert.match(stdout, /sees page 2 of 2: login-update-password/);
  const after = stdout.split('after the flow\n')[1]?.trimEnd().split('\n');
  assert.deepEqual(after, [
    '  ▶ UPDATE_PASSWORD REQUIRED: asked now (the user owes it)',
    '  ↷ no-such-action REQUIRED: skipped (the user owes it; the realm has no such action)',
  ]);
});

test('a request that is refused before any flow has no tree', async () => {
  const { code, stdout } = await explain('realm.json', 'plain', '--redirect-uri', 'https://evil.test/');
  assert.equal(code, 0);
  assert.match(stdout, /no flow ran: the request was refused before/);
});

test('a request that allows no page says what would be asked', async () => {
  const { stdout } = await explain('realm.json', 'plain', '--param', 'prompt=none');
  assert.match(stdout, /plain sees no page; the visit ends as callback-error, .* below stands what would be\n/);
  assert.match(stdout, /▶ auth-username-password-form REQUIRED: asked now/);
});

test('--json writes the same tree and nothing else', async () => {
  const { code, stdout, stderr } = await explain('realm.json', 'plain', '--json');
  assert.equal(code, 0);
  assert.equal(stderr, '');
  const { page, flow, pages, end } = JSON.parse(stdout);
  assert.deepEqual({ page, end, shown: pages.length }, { page: 1, end: 'callback', shown: 1 });
  const [, , , first] = flow.rows;
  assert.deepEqual([first.name, first.verdict, first.rows[0].verdict], ['lab forms', 'inside', 'asked']);
});

test('misuse ends with 2 and nothing on standard output', async () => {
  for (const [args, message] of [
    [['--page', '9'], /plain sees no page 9/],
    [['--page', 'two'], /--page "two" is no page/],
    [['--param', 'x'], /"x" is no parameter/],
  ] as const) {
    const { code, stdout, stderr } = await explain('realm.json', 'plain', ...args);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
});

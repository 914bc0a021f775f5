import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rolloutSeed, type Seed, writeSeed } from '../contract/seeded/seed.ts';
import { type CliRun, runCli, startCli } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const review = (...args: readonly string[]): Promise<CliRun> => runCli(['contract', 'review', ...args], { cwd: ROOT });

/** Only one persona, whom a lock threatens after so many wrong answers: each of them is a state of its own. */
function oftenWrong(failureFactor: number): Seed {
  const { contract, realm } = rolloutSeed();
  const invariants = [{ never_reaches: 'consent' }];
  const identity_graph = {
    personas: [{ id: 'contractor', description: 'External person', credentials: ['password'] }],
  };
  const expected_states = { contractor: ['login', 'callback'] };
  const stop_rollback = {
    ...(contract['stop_rollback'] as object),
    stop_conditions: [{ when: 'unknown_page', says: 'An unknown page appears' }],
  };
  const narrowed = { ...contract, identity_graph, expected_states, invariants, stop_rollback };
  return { contract: narrowed, realm: { ...realm, failureFactor } };
}

test('the shipped contract is approved, by its path and by its id', async () => {
  const [byPath, byId] = await Promise.all([review('flows/contracts/mfa-rollout.yaml'), review('mfa-rollout')]);
  assert.deepEqual([byPath.code, byId.code, byPath.stderr], [0, 0, '']);
  assert.match(byPath.stdout, /^✓ approve {2}mfa-rollout/);
  assert.match(
    byPath.stdout,
    /promised {2}login > mfa_challenge\/login-otp > callback\n {2}before {4}login > callback\n {2}after {5}login > mfa_challenge\/login-otp > callback/,
  );
  assert.match(byPath.stdout, /\nNext: Prove it: npx flowproof contract prove mfa-rollout/);
  assert.equal(byPath.stdout, byId.stdout);
});

test('requested changes end with 1, the verdict first and one next action last', async () => {
  const { contract, realm } = rolloutSeed();
  const { file } = writeSeed({ contract, realm: { ...realm, groups: [{ name: 'staff', path: '/staff' }] } });
  const [text, markdown, json] = await Promise.all([review(file), review(file, '--markdown'), review(file, '--json')]);
  assert.deepEqual([text.code, markdown.code, json.code], [1, 1, 1]);
  assert.match(text.stdout, /^✗ request changes {2}mfa-rollout/);
  assert.match(
    text.stdout,
    /staff-with-otp, .*: reaches callback without mfa_challenge or mfa_enrollment\n {4}shown by: login \(password right\) > callback/,
  );
  assert.match(text.stdout, /\nNext: [^\n]+\n$/);
  assert.match(markdown.stdout, /^## Request changes: mfa-rollout/);
  assert.match(markdown.stdout, /\n- \[ \] \*\*no_callback_without\*\*/);
  const { verdict, reasons } = JSON.parse(json.stdout);
  assert.equal(verdict, 'request_changes');
  assert.deepEqual(
    reasons.at(-1).walk.steps.map(({ page }: { page: string }) => page),
    ['login', 'callback'],
  );
});

test('an approval says what it rests on: that everything holds, or how much somebody answers for', async () => {
  const { contract, realm } = rolloutSeed();
  const invariants = [{ never_reaches: 'consent', personas: ['contractor'] }];
  const row = { owner: 'identity-engineering', reason: 'It is well known' };
  const accepted_findings = [
    { ...row, rule: 'L-25' },
    { ...row, rule: 'undecided', at: 'invariants[0].never_reaches' },
  ];
  const held = writeSeed({ contract: { ...contract, invariants }, realm });
  const answered = writeSeed({
    contract: { ...contract, invariants, accepted_findings },
    realm: { ...realm, quickLoginCheckMilliSeconds: 1000, resetPasswordAllowed: true },
  });
  const told = await Promise.all([held, answered].flatMap(({ file }) => [review(file), review(file, '--markdown')]));
  assert.deepEqual(
    told.map(({ code }) => code),
    [0, 0, 0, 0],
    told.map(({ stdout }) => stdout).join('\n'),
  );
  for (const { stdout } of told.slice(0, 2))
    assert.match(stdout, /every promise is predicted, and every invariant holds/);
  for (const { stdout } of told.slice(2)) {
    assert.match(stdout, /1 finding accepted and 1 undecided expectation accepted; nothing else stands against it/);
    assert.doesNotMatch(stdout, /every invariant holds/);
  }
});

test('a contract without one of its inputs ends with 1, one that is not there or wrong with 2', async () => {
  const { contract, realm } = rolloutSeed();
  const { stop_rollback: _gone, ...incomplete } = contract;
  const [missing, unknown, wrong] = await Promise.all([
    review(writeSeed({ contract: incomplete, realm }).file),
    review('mfa-rolout'),
    review(writeSeed({ contract: { ...contract, version: 2 }, realm }).file, '--json'),
  ]);
  assert.deepEqual([missing.code, unknown.code, wrong.code], [1, 2, 2]);
  assert.match(missing.stdout, /stop_rollback is missing/);
  assert.match(unknown.stderr, /there is no contract "mfa-rolout"[\s\S]*Did you mean "mfa-rollout"\?/);
  assert.equal(wrong.stdout, '');
});

test('a machine of more than 10,000 states takes no more memory than there is, whole or cut', async () => {
  const { file } = writeSeed(oftenWrong(1500));
  const run = async (...args: string[]) => {
    const child = startCli(['contract', 'review', file, '--json', ...args], ROOT, {
      NODE_OPTIONS: '--max-old-space-size=256',
    });
    let text = '';
    for await (const chunk of child.stdout ?? []) text += chunk.toString();
    return JSON.parse(text);
  };
  assert.equal((await run('--limit', '30000')).verdict, 'approve');
  const { verdict, reasons } = await run();
  assert.equal(verdict, 'request_changes');
  assert.match(reasons[0].message, /the machine has more than 5000 states: \d+ ways on were left out/);
});

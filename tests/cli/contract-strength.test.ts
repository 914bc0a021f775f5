import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SMALL_REALM, smallText } from '../contract/mutation/small-contract.ts';
import { runCli } from './run-cli.ts';

const ANNA = { anna: 'login, mfa_challenge, callback' };

/** A project with one contract; its personas become users, so the realm file needs none. */
function project(promises: Readonly<Record<string, string>>, rest: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-strength-'));
  const contracts = join(folder, 'flows', 'contracts');
  mkdirSync(contracts, { recursive: true });
  const { users: _users, ...realm } = SMALL_REALM;
  writeFileSync(join(contracts, 'small.json'), JSON.stringify(realm));
  const personas = 'description: somebody, credentials: [password, otp], roles: [staff]';
  const text = smallText(promises, rest).replaceAll('description: somebody', personas);
  writeFileSync(join(contracts, 'small.yaml'), text);
  return folder;
}

test('survivors are errors: exit code 1, each with its way and a line that would notice it', async () => {
  const cwd = project(ANNA, '');
  const { code, stdout, stderr } = await runCli(['contract', 'strength', 'small'], { cwd });
  assert.equal(code, 1, stderr);
  assert.match(stderr, /^(\d+\/\d+ mutants\n)+$/);
  assert.match(stdout, /^operator +mutants +killed +equivalent +refused/);
  assert.match(stdout, /error mutant-survives {2}realm\.switch@resetPasswordAllowed=true\n.*anna: login\n/);
  assert.match(stdout, /- never_reaches: unknown\n/);
});

test('--json is one document, with the survivors unless told otherwise', async () => {
  const cwd = project(ANNA, '');
  const { code, stdout } = await runCli(['contract', 'strength', 'flows/contracts/small.yaml', '--json'], { cwd });
  assert.equal(code, 1);
  const told = JSON.parse(stdout);
  assert.deepEqual(Object.keys(told), [
    'contract',
    'totals',
    'operators',
    'lines',
    'mutants',
    'unchanged',
    'broken',
    'findings',
  ]);
  const fates: { fate: string }[] = told.mutants;
  assert.deepEqual([...new Set(fates.map(({ fate }) => fate))], ['survivor']);
  assert.equal(told.mutants.length, told.totals.survivors);
  assert.doesNotMatch(stdout, /foreseen/);
  const all = await runCli(['contract', 'strength', 'small', '--json', '--list', 'all'], { cwd });
  assert.equal(JSON.parse(all.stdout).mutants.length, told.totals.mutants);
});

test('what is accepted with a reason is no error, and is counted', async () => {
  const open = await runCli(['contract', 'strength', 'small', '--json'], { cwd: project(ANNA, '') });
  const survivors: { operator: string }[] = JSON.parse(open.stdout).mutants;
  const patterns = [...new Set(survivors.map(({ operator }) => `${operator}@*`))];
  const rows = patterns.map((mutant) => ({ mutant, reason: 'this is a test' }));
  const cwd = project(ANNA, `accepted_mutants: ${JSON.stringify(rows)}`);
  const { code, stdout } = await runCli(['contract', 'strength', 'small', '--list', 'killed'], { cwd });
  assert.equal(code, 0, stdout);
  for (const pattern of patterns)
    assert.match(stdout, new RegExp(` {2}${pattern.replace('*', '\\*')} \\(\\d+\\): this is a test`));
  assert.match(
    stdout,
    /killed by expected_states\.anna: config\.flag@authenticatorConfig\[is staff\]\.config\.negate=true/,
  );
});

test('misuse is exit code 2 and says what is accepted', async () => {
  const cwd = project(ANNA, '');
  const unknown = await runCli(['contract', 'strength', 'smal'], { cwd });
  assert.equal(unknown.code, 2, unknown.stderr);
  assert.match(unknown.stderr, /there is no contract "smal"/);
  const list = await runCli(['contract', 'strength', 'small', '--list', 'some'], { cwd });
  assert.equal(list.code, 2, list.stderr);
  assert.match(list.stderr, /killed, survivors, equivalent, all/);
});

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { addLint } from '../../../src/cli/lint.ts';
import { sketchedRealm } from '../../../src/keycloak/lint/sketch.ts';
import { Problem } from '../../../src/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowproof-lint-'));
test.after(() => rmSync(folder, { recursive: true }));

function realmFile(name: string, document: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** Runs the command in this process and gives back what it wrote to standard output, and its exit code. */
async function lint(...args: string[]): Promise<{ readonly out: string; readonly code: unknown }> {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (chunk: unknown) => written.push(String(chunk)) > 0;
  try {
    const program = new Command().exitOverride();
    addLint(program);
    await program.parseAsync(['lint', ...args], { from: 'user' });
    return { out: written.join(''), code: process.exitCode };
  } finally {
    process.stdout.write = write;
    process.exitCode = undefined;
  }
}

const silenced = { flow: 'auth-cookie ALTERNATIVE\nforms REQUIRED:\n  auth-username-password-form REQUIRED' };

test('findings as JSON and nothing else; exit code 1 for an error', async () => {
  const file = realmFile('one.json', sketchedRealm(silenced));
  const { out, code } = await lint('--realm', file, '--version', '26.5', '--json');
  const [finding, ...others] = JSON.parse(out).findings;
  assert.deepEqual(others, []);
  assert.equal(finding.rule, 'L-01');
  assert.equal(finding.class, 'error');
  assert.equal(code, 1);
});

test('a clean realm says so; exit code 0', async () => {
  const { out, code } = await lint('--realm', realmFile('clean.json', sketchedRealm({})));
  assert.match(out, /nothing to report/);
  assert.equal(code, undefined);
});

test('a page by rule, and all pages into a folder', async () => {
  assert.match((await lint('--explain', 'l-06')).out, /^# L-06 REQUIRED factor whose set-up is disabled/);
  const docs = join(folder, 'docs', 'lint');
  await lint('--docs', docs);
  assert.equal(readdirSync(docs).length, 45);
  assert.equal(readFileSync(join(docs, 'L-06.md'), 'utf8'), (await lint('--explain', 'L-06')).out);
});

test('misuse is one clear problem', async () => {
  const problem = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;
  await assert.rejects(() => lint(), problem('bad-option'));
  await assert.rejects(() => lint('--explain', 'L-99'), problem('bad-option'));
  await assert.rejects(() => lint('--realm', join(folder, 'none.json')), problem('realm-invalid'));
  await assert.rejects(
    () => lint('--realm', realmFile('bad.json', { realm: 'x', users: 1 })),
    problem('realm-invalid'),
  );
  await assert.rejects(
    () => lint('--realm', realmFile('v.json', { realm: 'x' }), '--version', '9'),
    problem('realm-unsupported'),
  );
  await assert.rejects(() => lint('--docs', join(realmFile('file', {}), 'below')), problem('output-unwritable'));
});

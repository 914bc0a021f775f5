import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderWith, runCli } from './run-cli.ts';

const folder = folderWith({
  'seen.json': ['login', 'login-otp', 'callback'],
  'enrols.json': { version: 1, persona: 'staff-with-otp', pages: [{ page: 'login' }, { page: 'login-config-totp' }] },
  file: '',
});
const diagram = (...options: string[]) => runCli(['contract', 'diagram', 'mfa-rollout', ...options]);

test('one picture per behaviour class, as SVG and Mermaid text, the same bytes each time', async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const { code, stdout } = await diagram('--out', first, '--json');
  await diagram('--out', second);
  assert.equal(code, 0);
  const { diagrams } = JSON.parse(stdout);
  assert.ok(diagrams.some(({ personas }: { personas: string[] }) => personas.join() === 'contractor,break-glass'));
  const names = readdirSync(first).sort();
  assert.deepEqual(names, readdirSync(second).sort());
  assert.deepEqual(names, diagrams.flatMap(({ files }: { files: string[] }) => files).sort());
  for (const name of names)
    assert.equal(readFileSync(join(first, name), 'utf8'), readFileSync(join(second, name), 'utf8'));
});

test('Mermaid text alone, with what was seen', async () => {
  const { code, stdout } = await diagram(
    '--mermaid',
    '--persona',
    'staff-with-otp',
    '--seen',
    join(folder, 'seen.json'),
  );
  assert.equal(code, 0);
  assert.match(stdout, /^%% mfa-rollout: staff-with-otp\n/);
  assert.match(stdout, /One-time code<br\/>.*promised, page 2<br\/>seen, page 2/);
});

test('what was seen and cannot come is drawn as a contradiction', async () => {
  const { stdout } = await diagram('--mermaid', '--seen', join(folder, 'enrols.json'));
  assert.match(stdout, /Seen, and cannot come: login-config-totp<br\/>contradiction/);
});

test('misuse', async () => {
  const cases = [
    [await diagram('--persona', 'nobody'), /no persona "nobody"/],
    [await diagram('--mermaid', '--seen', join(folder, 'seen.json')), /does not say who signed in/],
    [await diagram('--out', join(folder, 'file')), /cannot be written into this folder/],
  ] as const;
  for (const [{ code, stderr }, message] of cases) {
    assert.match(stderr, message);
    assert.equal(code, 2);
  }
});

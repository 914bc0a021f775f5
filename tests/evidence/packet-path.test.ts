import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentPath, payloadPath } from '../../src/evidence/packet-path.ts';
import { Problem } from '../../src/problem.ts';

test('a path below data/ is the same with and without the prefix', () => {
  assert.equal(payloadPath('evidence/a/01-login.png'), 'data/evidence/a/01-login.png');
  assert.equal(payloadPath('data/evidence/a/01-login.png'), 'data/evidence/a/01-login.png');
});

for (const [path, safe] of [
  ['contracts/mfa-rollout.yaml', 'contracts/mfa-rollout.yaml'],
  ['./contracts/mfa rollout (new).yaml', 'contracts/mfa-rollout-new-.yaml'],
  ['../shared\\Übersicht.yaml', 'shared/bersicht.yaml'],
  ['data/x.yaml', 'data/x.yaml'],
] as const) {
  test(`the document ${path} stands at ${safe}`, () => assert.equal(documentPath(path), `data/flows/${safe}`));
}

for (const path of [
  '../x',
  '/etc/passwd',
  'a/../b',
  'a//b',
  'a\\b',
  'a\nb',
  '.hidden',
  'a/',
  '',
  'data/',
  'ü.png',
  'a b',
  'x'.repeat(201),
]) {
  test(`${JSON.stringify(path).slice(0, 20)} is refused`, () => {
    assert.throws(
      () => payloadPath(path),
      (error) => error instanceof Problem && error.code === 'output-unwritable',
    );
  });
}

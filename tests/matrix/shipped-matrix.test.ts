import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { checkMatrix } from '../../src/matrix/check.ts';
import { isGap } from '../../src/matrix/matrix-values.ts';
import { parseMatrix } from '../../src/matrix/parse-matrix.ts';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const matrix = parseMatrix(readFileSync(at('flows/matrix.yaml'), 'utf8'), 'flows/matrix.yaml');
const contract = parseContract(readFileSync(at('flows/contracts/mfa-rollout.yaml'), 'utf8'), 'mfa-rollout.yaml');

test('the shipped matrix has no error and no warning, only gaps that are said', () => {
  const findings = checkMatrix(matrix, { today: '2026-11-21' });
  assert.deepEqual([...new Set(findings.map(({ rule, severity }) => `${rule} ${severity}`))], ['open-gap info']);
});

test('a waiver that is past is seen', () => {
  const expired = checkMatrix(matrix, { today: '2031-01-01' }).filter(({ rule }) => rule === 'expired');
  assert.equal(expired.length, 2 + matrix.flows.length);
});

test('every file that an anchor names exists', () => {
  const anchors = matrix.flows.flatMap((row) => [row.ux_anchor, row.contract_anchor, row.automation_anchor]);
  const files = anchors.flatMap((anchor) => (isGap(anchor) ? [] : (/^flows\/[\w./-]+/.exec(anchor.ref)?.[0] ?? [])));
  assert.ok(files.length >= 7, String(files.length));
  for (const file of files) assert.ok(existsSync(at(file)), file);
});

test('every persona that an anchor or a row names is one of the contract', () => {
  const ids = contract.identity_graph.personas.map(({ id }) => id);
  const named = matrix.flows.flatMap(({ contract_anchor }) =>
    isGap(contract_anchor) ? [] : [...contract_anchor.ref.matchAll(/expected_states\.([\w-]+)/g)].map(([, id]) => id),
  );
  assert.ok(named.length >= 6);
  for (const id of named) assert.ok(ids.includes(String(id)), id);
});

test('at most two subpaths are waived', () => {
  assert.ok(matrix.flows.flatMap((row) => Object.keys(row.skips)).length <= 2);
});

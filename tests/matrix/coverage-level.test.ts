import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageLevel, type Proof } from '../../src/matrix/coverage-level.ts';
import type { MatrixRow } from '../../src/matrix/matrix.ts';
import { readyRow } from './sample-matrix.ts';

const gap = { gap: 'missing', task: 'DOC-FIX-2' };
const happy: Proof = { subpath: 'happy', lane: 'simulated' };

const ROWS: readonly (readonly [string, Partial<MatrixRow>, readonly Proof[]])[] = [
  ['none', { ux_anchor: gap }, [happy]],
  ['L0', { contract_anchor: gap }, [happy]],
  ['L1', { automation_anchor: gap }, [happy]],
  ['L2', {}, []],
  ['L2', {}, [{ subpath: 'empty', lane: 'dev' }]],
  ['L3', {}, [happy]],
  ['L3', {}, [happy, { subpath: 'cleanup', lane: 'dev' }]],
  ['L4', {}, [{ subpath: 'happy', lane: 'kind' }]],
  [
    'L4',
    {},
    [
      { subpath: 'happy', lane: 'kind' },
      { subpath: 'cleanup', lane: 'simulated' },
    ],
  ],
  [
    'L5',
    {},
    [
      { subpath: 'happy', lane: 'kind' },
      { subpath: 'cleanup', lane: 'kind' },
    ],
  ],
];

for (const [index, [level, change, proofs]] of ROWS.entries())
  test(`row ${index} is ${level}`, () => assert.equal(coverageLevel(readyRow(change), proofs), level));

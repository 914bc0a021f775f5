import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Declaration, declarationOf } from '../../src/summary/declaration.ts';

type Annotation = readonly [type: string, description?: string];

interface Row {
  readonly name: string;
  readonly annotations?: readonly Annotation[];
  readonly tags?: readonly string[];
  readonly is: Partial<Declaration>;
}

const A = 'FLOW-DEMO-A-001';
const B = 'FLOW-DEMO-B-001';

const ROWS: readonly Row[] = [
  { name: 'nothing', is: { claims: [], lane: undefined, skip: undefined } },
  {
    name: 'a flow, its subpath and its UAT row',
    annotations: [
      ['flow_id', A],
      ['subpath', 'happy'],
      ['matrix_id', 'UAT-DEMO-001'],
    ],
    tags: [`@${B}`, '@empty'],
    is: { claims: [{ flow_id: A, subpath: 'happy', matrix_id: 'UAT-DEMO-001' }] },
  },
  {
    name: 'a describe and a test of it',
    annotations: [
      ['flow_id', A],
      ['subpath', 'fixture'],
      ['flow_id', B],
      ['subpath', 'happy'],
    ],
    is: {
      claims: [
        { flow_id: A, subpath: 'fixture' },
        { flow_id: B, subpath: 'happy' },
      ],
    },
  },
  {
    name: 'the same claim twice',
    annotations: [
      ['flow_id', A],
      ['subpath', 'happy'],
      ['flow_id', A],
      ['subpath', 'happy'],
    ],
    is: { claims: [{ flow_id: A, subpath: 'happy' }] },
  },
  { name: 'tags alone', tags: ['@slow', `@${A}`, '@happy'], is: { claims: [{ flow_id: A, subpath: 'happy' }] } },
  {
    name: 'one flow and two subpaths in tags',
    tags: [`@${A}`, '@empty', '@happy'],
    is: {
      claims: [
        { flow_id: A, subpath: 'happy' },
        { flow_id: A, subpath: 'empty' },
      ],
    },
  },
  { name: 'a flow without a subpath', tags: [`@${A}`], is: { claims: [{ flow_id: A }] } },
  { name: 'a subpath without a flow is an ordinary tag', tags: ['@happy'], is: { claims: [] } },
  { name: 'a lane', annotations: [['lane', 'kind']], is: { lane: 'kind' } },
  { name: 'no lane', annotations: [['lane', 'moon']], is: { lane: undefined } },
  {
    name: 'a governed skip',
    annotations: [['skip'], ['owner', 'team'], ['task', 'OPS-FIX-1'], ['expires', '2030-12-31'], ['reason', 'why']],
    is: { skip: { owner: 'team', task: 'OPS-FIX-1', expires: '2030-12-31', reason: 'why' } },
  },
  { name: 'the reason of test.skip', annotations: [['skip', 'because']], is: { skip: { reason: 'because' } } },
  { name: 'a date that is none', annotations: [['skip'], ['expires', 'soon']], is: { skip: undefined } },
  {
    name: 'what nobody can read, follow up or live to see',
    annotations: [['skip'], ['owner', '\u200B'], ['task', '.'], ['expires', '9999-12-31'], ['reason', '-']],
    is: { skip: undefined },
  },
  {
    name: 'a task that is none',
    annotations: [['skip'], ['task', 'later'], ['owner', 'x']],
    is: { skip: { owner: 'x' } },
  },
  {
    name: 'blanks',
    annotations: [
      ['skip', '  '],
      ['owner', ' '],
    ],
    is: { skip: undefined },
  },
];

for (const { name, annotations = [], tags = [], is } of ROWS)
  test(name, () => {
    const declared = declarationOf({
      annotations: annotations.map(([type, description]) => ({ type, ...(description ? { description } : {}) })),
      tags: [...tags],
    });
    assert.deepEqual({ ...declared, ...is }, declared);
  });

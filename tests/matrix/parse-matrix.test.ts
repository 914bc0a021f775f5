import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseMatrix } from '../../src/matrix/parse-matrix.ts';
import { Problem, type ProblemDetails } from '../../src/problem.ts';

const SHIPPED = readFileSync(new URL('../../flows/matrix.yaml', import.meta.url), 'utf8');

function detailsOf(text: string): readonly ProblemDetails[] {
  try {
    parseMatrix(text, 'm.yaml');
  } catch (error) {
    if (error instanceof Problem) return error.details;
    throw error;
  }
  return [];
}

/** Line and column at which `needle` stands `skip` characters in, both from 1. */
function position(text: string, needle: string, skip = 0): string {
  const before = text.slice(0, text.indexOf(needle) + skip).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

interface Row {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Text that the error must point at, and how far into it. */
  readonly at: readonly [string, number];
  readonly path?: string;
  readonly what: RegExp;
  readonly expected?: RegExp;
  readonly next: RegExp;
}

const BROKEN: readonly Row[] = [
  {
    name: 'a priority in the wrong case',
    from: 'priority: P0',
    to: 'priority: p0',
    at: ['p0', 0],
    path: 'flows[0].priority',
    what: /^found "p0"$/,
    expected: /^P0, P1 or P2$/,
    next: /^Did you mean "P0"\?$/,
  },
  {
    name: 'a misspelt status',
    from: 'status: ready_for_uat',
    to: 'status: ready_for_uta',
    at: ['ready_for_uta', 0],
    path: 'flows[0].status',
    what: /^found "ready_for_uta"$/,
    expected: /ready_for_uat, needs_design/,
    next: /"ready_for_uat"/,
  },
  {
    name: 'an unknown key beside a missing one',
    from: 'happy_path: Password',
    to: 'happy_pat: Password',
    at: ['happy_pat:', 0],
    path: 'flows[0].happy_pat',
    what: /^unknown key "happy_pat"$/,
    next: /^Did you mean "happy_path"\?$/,
  },
  {
    name: 'an unknown key far from any',
    from: 'version: 1',
    to: 'version: 1\nzzzzzzzzzzzz: 1',
    at: ['zzzz', 0],
    path: 'zzzzzzzzzzzz',
    what: /unknown key/,
    expected: /^version, lanes, flows$/,
    next: /^Remove the key\.$/,
  },
  {
    name: 'an anchor that is an empty string',
    from: '{ ref: flows/journeys/mfa-challenge.ts }',
    to: "''",
    at: ["ux_anchor: ''", 11],
    path: 'flows[0].ux_anchor',
    what: /^found ""$/,
    expected: /a map with ref or a map with gap and task/,
    next: /Replace/,
  },
  {
    name: 'a gap without a task',
    from: '{ ref: flows/journeys/mfa-challenge.ts }',
    to: '{ gap: later }',
    at: ['{ gap: later }', 0],
    path: 'flows[0].ux_anchor.task',
    what: /^task is missing$/,
    next: /^Add task\.$/,
  },
  {
    name: 'a date that does not exist, behind an alias',
    from: 'expires: "2030-12-31"',
    to: 'expires: "2030-02-30"',
    at: ['"2030-02-30"', 0],
    path: 'flows[0].dependency_map.residual_risk.expires',
    what: /^found "2030-02-30"$/,
    expected: /calendar date/,
    next: /Replace/,
  },
  {
    name: 'a list where a gap or a list is accepted',
    from: 'missing_access: [none]',
    to: 'missing_access: []',
    at: ['missing_access: []', 16],
    path: 'flows[0].dependency_map.identity_and_permissions.missing_access',
    what: /empty list/,
    expected: /not empty/,
    next: /Replace/,
  },
  {
    name: 'a flow id of two rows',
    from: 'flow_id: FLOW-AUTH-ENROLL-001\n',
    to: 'flow_id: FLOW-AUTH-MFA-001 \n',
    at: ['FLOW-AUTH-MFA-001 \n', 0],
    path: 'flows[1].flow_id',
    what: /claimed twice: flows\[0\]\.flow_id/,
    next: /another id/,
  },
  {
    name: 'a UAT row of two flows',
    from: '[UAT-AUTH-003]',
    to: '[UAT-AUTH-002 ]',
    at: ['UAT-AUTH-002 ]', 0],
    path: 'flows[1].matrix_ids[0]',
    what: /claimed twice: flows\[0\]\.matrix_ids\[1\]/,
    next: /another id/,
  },
  {
    name: 'a lane that is not declared',
    from: '      lane: simulated',
    to: '      lane: kind',
    at: ['lane: kind', 6],
    path: 'flows[0].environment_lane.lane',
    what: /the lane kind is not declared/,
    expected: /^simulated, disposable, dev or demo$/,
    next: /Declare/,
  },
  {
    name: 'a status that needs a task',
    from: 'status: ready_for_uat',
    to: 'status: needs_e2e',
    at: ['needs_e2e', 0],
    path: 'flows[0].status',
    what: /gap_task is missing: the status needs_e2e needs it/,
    next: /Add gap_task/,
  },
  {
    name: 'a skip of a subpath that does not exist',
    from: '    skips:\n      recovery:',
    to: '    skips:\n      recovry:',
    at: ['recovry', 0],
    path: 'flows[4].skips.recovry',
    what: /unknown key "recovry"/,
    next: /"recovery"/,
  },
  {
    name: 'a key that stands twice',
    from: 'version: 1',
    to: 'version: 1\nversion:  1',
    at: ['version:  1', 0],
    what: /the key version stands twice/,
    next: /Keep one/,
  },
  {
    name: 'an alias without an anchor',
    from: '*routes',
    to: '*rotes',
    at: ['*rotes', 0],
    what: /\*rotes names no anchor/,
    next: /Write the value out/,
  },
  {
    name: 'malformed YAML',
    from: 'lanes:\n',
    to: 'lanes: [\n',
    at: ['  simulated:', 2],
    what: /./,
    next: /Correct the YAML/,
  },
];

for (const { name, from, to, at, path, what, expected, next } of BROKEN)
  test(`${name} is one located error`, () => {
    assert.ok(SHIPPED.includes(from), `the shipped matrix no longer contains ${from}`);
    // Without the lane kind, so that a declared enum member can still be undeclared.
    const base = name.includes('lane') ? SHIPPED.replace(/ {2}kind:\n.*\n.*\n/, '') : SHIPPED;
    const text = base.replace(from, () => to);
    const found = detailsOf(text);
    const hit = found.find((detail) => detail.at?.path === path && what.test(detail.what));
    assert.ok(hit, JSON.stringify(found, null, 1));
    assert.equal(hit.code, 'matrix-invalid');
    assert.equal(hit.at?.file, 'm.yaml');
    if (name !== 'malformed YAML') assert.equal(`${hit.at?.line}:${hit.at?.column}`, position(text, ...at));
    assert.match(hit.expected ?? '', expected ?? /.*/);
    assert.match(hit.next, next);
  });

test('the shipped matrix is read, and every error of a broken one comes in one round', () => {
  assert.equal(parseMatrix(SHIPPED, 'm.yaml').flows.length, 7);
  const text = SHIPPED.replace('priority: P0', 'priority: 0')
    .replace('[UAT-AUTH-003]', '[UAT-AUTH-001]')
    .replace('version: 1', 'version: 2');
  assert.deepEqual(
    detailsOf(text).map((detail) => detail.at?.path),
    ['version', 'flows[0].priority', 'flows[1].matrix_ids[0]'],
  );
});

for (const text of [
  '',
  '# nothing\n',
  '[]',
  'a',
  'null',
  '--- 1\n--- 2\n',
  'a: &a [*a]',
  '\t',
  '!!binary x',
  '? [a]\n: b',
])
  test(`no matrix: ${JSON.stringify(text)}`, () => assert.notEqual(detailsOf(text).length, 0));

test('an anchor that grows in another is refused before it is expanded', () => {
  const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: &c [*b, *b]', 'd: *c'].join('\n');
  assert.match(detailsOf(bomb)[0]?.what ?? '', /stands inside another anchor/);
});

test('whatever one line is replaced by, the answer is a matrix or a located problem', () => {
  const lines = SHIPPED.split('\n');
  fc.assert(
    fc.property(fc.nat(lines.length - 1), fc.string({ unit: 'grapheme' }), (at, line) => {
      const found = detailsOf(lines.with(at, line).join('\n'));
      for (const detail of found) {
        assert.ok((detail.at?.line ?? 0) >= 1 && (detail.at?.column ?? 0) >= 1, JSON.stringify(detail));
        assert.ok(detail.what && detail.next);
      }
    }),
    { numRuns: 60 },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INVARIANT_KINDS } from '../../src/contract/invariant.ts';
import type { Reason } from '../../src/contract/review/reason.ts';
import { isSpoken, LINT_RULES } from '../../src/keycloak/lint/rules.ts';
import { reviewContractText } from '../../src/run/contract-review.ts';
import { type Seed, writeSeed } from './seeded/seed.ts';
import { SEEDED_FAULTS } from './seeded-faults.ts';

test('there is a fault for every kind of invariant and for every rule of the realm lint', () => {
  const rules = new Set(SEEDED_FAULTS.map(({ rule }) => rule));
  const lint = [...LINT_RULES.values()].filter(isSpoken).map(({ id }) => id);
  assert.deepEqual(
    [...INVARIANT_KINDS, ...lint, 'promise', 'undecided', 'input-missing', 'owner-missing'].filter(
      (rule) => !rules.has(rule),
    ),
    [],
  );
  assert.ok(SEEDED_FAULTS.length >= 80, `${SEEDED_FAULTS.length} faults`);
  assert.equal(new Set(SEEDED_FAULTS.map(({ id }) => id)).size, SEEDED_FAULTS.length);
});

/** Many faults have one seed, which is reviewed once. */
const approved = new Set<string>();

function assertApproved(seed: Seed): void {
  const key = JSON.stringify(seed);
  if (approved.has(key)) return;
  const { verdict, reasons } = reviewContractText(writeSeed(seed));
  assert.equal(verdict, 'approve', JSON.stringify(reasons[0]));
  approved.add(key);
}

/** A promise or an invariant that is broken is shown by a way from the first page on. */
function assertShown({ rule, walk, message, persona }: Reason): void {
  if (rule !== 'promise' && !INVARIANT_KINDS.some((kind) => kind === rule)) return;
  assert.ok(walk, message);
  assert.equal(walk.persona, persona);
  assert.ok(walk.steps.slice(0, -1).every(({ deed }) => deed));
  assert.equal(walk.steps.at(-1)?.deed, undefined);
}

for (const fault of SEEDED_FAULTS) {
  test(`${fault.id}: ${fault.what}`, () => {
    const seed = fault.seed();
    assertApproved(seed);
    const { verdict, reasons } = reviewContractText(writeSeed(fault.apply(seed)));
    assert.equal(verdict, 'request_changes');
    const said = reasons.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
    assert.ok(
      reasons.some(({ rule }) => rule === fault.rule),
      said,
    );
    for (const reason of reasons) assertShown(reason);
    const shown = reasons.filter(({ rule, walk }) => walk && rule !== 'undecided').map(({ rule }) => rule);
    if (fault.counterexample === 'none') assert.deepEqual(shown, []);
    else assert.ok(shown.includes(fault.counterexample), said);
  });
}

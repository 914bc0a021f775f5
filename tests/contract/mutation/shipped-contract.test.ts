import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract } from '../../../src/contract/contract.ts';
import { contractLines } from '../../../src/contract/mutation/contract-lines.ts';
import type { Operator } from '../../../src/contract/mutation/operator.ts';
import { OPERATORS } from '../../../src/contract/mutation/operators.ts';
import { sharesOf } from '../../../src/contract/mutation/shares.ts';
import { contractStrength } from '../../../src/contract/mutation/strength.ts';
import { strengthFindings } from '../../../src/contract/mutation/strength-findings.ts';
import { openContract } from '../../../src/run/contract-text.ts';
import { contractTrial } from '../../../src/run/contract-trial.ts';

const trial = contractTrial(openContract('mfa-rollout', 'flows/contracts'));
const begun = process.cpuUsage();
const strength = contractStrength(trial);
const { user } = process.cpuUsage(begun);

test('mfa-rollout: whatever it does not notice is listed with a reason, and each line is needed', (t) => {
  const shares = sharesOf(strength.mutants);
  t.diagnostic(`${shares.mutants} mutants in ${(user / 1e6).toFixed(1)} s of CPU: ${JSON.stringify(shares)}`);
  assert.deepEqual(strengthFindings(trial.contract, strength), []);
  assert.deepEqual(strength.unchanged, []);
  assert.ok(shares.mutants > 400 && shares.killed > 200, 'there is something to notice');
});

test('mfa-rollout: without any one of its lines at least one more mutant lives', (t) => {
  const lines = contractLines(trial.contract);
  assert.ok(lines.length >= 10, `${lines.length} lines`);
  for (const line of lines) {
    const lost = strength.lines.find((each) => each.line === line)?.alone.slice(0, 3) ?? [];
    assert.ok(lost.length > 0, `${line} is needed for nothing`);
    const weaker = { ...trial, contract: without(trial.contract, line) };
    const { mutants, broken } = contractStrength(weaker, { operators: only(lost) });
    assert.deepEqual(broken, []);
    assert.equal(mutants.length, lost.length);
    for (const { id, fate } of mutants) assert.notEqual(fate, 'killed', `${id} without ${line}`);
    t.diagnostic(`${line}: ${lost[0]}`);
  }
});

test('mfa-rollout: what a line notices, it notices as long as it stands', () => {
  const noticed = strength.lines.flatMap(({ alone }) => alone.slice(0, 1));
  const { mutants } = contractStrength(trial, { operators: only(noticed) });
  assert.deepEqual([...new Set(mutants.map(({ fate }) => fate))], ['killed']);
});

/** The contract after one line is deleted: a promise, or an invariant (the others keep their places). */
function without(contract: Contract, line: string): Contract {
  const [, persona] = /^expected_states\.(.+)$/.exec(line) ?? [];
  if (persona !== undefined) {
    const { [persona]: _deleted, ...expected_states } = contract.expected_states;
    return { ...contract, expected_states };
  }
  return { ...contract, invariants: contract.invariants.filter((_, row) => `invariants[${row}]` !== line) };
}

/** The operators as far as they make these mutants. */
function only(ids: readonly string[]): Operator[] {
  return OPERATORS.map((operator) => ({
    ...operator,
    *mutate(document) {
      for (const mutation of operator.mutate(document))
        if (ids.includes(`${operator.id}@${mutation.at}=${mutation.value}`)) yield mutation;
    },
  }));
}

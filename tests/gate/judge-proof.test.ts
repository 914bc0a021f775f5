import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeProof, type ProofRun } from '../../src/gate/judge-proof.ts';
import { PROOF_PHASES, type ProofFacts, type ProofPhase, type ProofStep, proof } from '../../src/summary/proof.ts';
import type { TestRow } from '../../src/summary/summary.ts';
import { CALLBACK, LOGIN, sampleJourney } from '../evidence/sample-journey.ts';

const PERSONAS = ['staff', 'contractor'];

function steps(changed: Partial<Record<ProofPhase, ProofStep['state']>> = {}): ProofStep[] {
  return PROOF_PHASES.map((phase) => ({ phase, state: changed[phase] ?? 'done' }));
}

function facts(given: Partial<ProofFacts> = {}): ProofFacts {
  return {
    contract: 'mfa-rollout',
    provider: 'keycloak',
    lane: 'disposable',
    personas: PERSONAS,
    steps: steps(),
    broken_off: [],
    fingerprint_equal: true,
    left_behind: 0,
    demanded: { lane: 'disposable', max_age: 'P30D' },
    rollback_owner: 'identity-engineering',
    delete_owner: 'platform',
    ...given,
  };
}

function driven(persona: string, observed = [LOGIN, CALLBACK]): TestRow {
  const journey = sampleJourney({
    persona,
    expected: [LOGIN, CALLBACK],
    observed,
    folder: persona,
    lane: 'disposable',
  });
  const outcome = journey.first_difference < 0 ? 'passed' : 'failed';
  return { id: persona, title: persona, outcome, journeys: [journey], pictures: [] };
}

const WHOLE: ProofRun = { tests: PERSONAS.map((persona) => driven(persona)), interrupted: false, leaks: 0 };
const judged = (given: Partial<ProofFacts> = {}, run: Partial<ProofRun> = {}) =>
  proof.parse(judgeProof(facts(given), { ...WHOLE, ...run }));

test('all personas as promised, and the same fingerprint, is proved', () => {
  const { outcome, results, non_live_proof } = judged();
  assert.equal(outcome.status, 'proved');
  assert.match(outcome.reason, /^2 of 2 personas of mfa-rollout .* the fingerprint it had before\.$/);
  assert.deepEqual(
    results.map(({ state }) => state),
    ['agreed', 'agreed'],
  );
  assert.equal(non_live_proof.state, 'met');
});

test('one persona that went elsewhere contradicts, and is named with the step', () => {
  const { outcome } = judged({}, { tests: [driven('staff', [LOGIN]), driven('contractor')] });
  assert.equal(outcome.status, 'contradicted');
  assert.match(outcome.reason, /^1 of 2 personas .* staff, step 1: [^.]+\.$/);
});

const STOP = { when: 'reaches', says: 'It is asked for a code', persona: 'staff', page: 'login-otp' } as const;

test('a stop condition says which, where, and who was not driven', () => {
  const { outcome, results } = judged({ stop: STOP }, { tests: [driven('staff', [LOGIN])] });
  assert.equal(outcome.status, 'stopped');
  assert.match(outcome.reason, /at staff on the page login-otp: It is asked for a code\. 0 of 2 personas driven/);
  assert.deepEqual(
    results.map(({ state }) => state),
    ['stopped', 'not_driven'],
  );
});

test('a server that is gone is no stop condition: the proof is incomplete, and says how far it came', () => {
  const gone = { when: 'server_gone', says: 'The server no longer answers.', persona: 'contractor' } as const;
  const broken_off = [{ persona: 'contractor', page: 'login', reason: gone.says }];
  const { outcome, results } = judged({ stop: gone, broken_off, steps: steps({ drive: 'failed' }) });
  assert.equal(outcome.status, 'incomplete');
  assert.match(outcome.reason, /^The server no longer answers\. 1 of 2 personas driven/);
  assert.deepEqual(results[1], {
    persona: 'contractor',
    state: 'broken_off',
    reason: 'After the page login: The server no longer answers.',
  });
});

const INCOMPLETE: Readonly<Record<string, readonly [Partial<ProofFacts>, Partial<ProofRun>, RegExp]>> = {
  'an interrupted proof': [{}, { interrupted: true }, /^It was interrupted\./],
  'an import that failed': [{ steps: steps({ import: 'failed' }) }, {}, /^The source realm could not be imported/],
  'a rollback that failed': [{ steps: steps({ roll_back: 'failed' }) }, {}, /^The rollback failed/],
  'another fingerprint': [{ steps: steps({ read_again: 'failed' }) }, {}, /^The realm is not what it was/],
  'a phase that was not reached': [{ steps: steps({ remove: 'not_reached' }) }, {}, /^It ended before its last step/],
  'a persona that was never driven': [{}, { tests: [driven('staff')] }, /^contractor: Its journey never began/],
  'evidence that nobody searched': [{}, { leaks: undefined }, /^The evidence was not searched/],
  'a secret in the evidence': [{}, { leaks: 1 }, /^A secret of the run was found/],
};

for (const [name, [given, run, reason]] of Object.entries(INCOMPLETE)) {
  test(`${name} is never proved`, () => {
    const { outcome } = judged(given, run);
    assert.equal(outcome.status, 'incomplete');
    assert.match(outcome.reason, reason);
  });
}

test('what is left behind comes first, whatever else happened, and says who removes it', () => {
  const tests = [driven('staff', [LOGIN]), driven('contractor')];
  const { outcome } = judged({ left_behind: 1, steps: steps({ remove: 'failed' }) }, { tests });
  assert.equal(outcome.status, 'contradicted');
  assert.match(outcome.reason, /The realm of the proof could not be removed/);
  assert.match(outcome.next_action, /^Have platform remove what was left behind/);
});

test('a rollback that failed is told with a contradiction, and who looks at it', () => {
  const tests = [driven('staff', [LOGIN]), driven('contractor')];
  const { outcome } = judged({ steps: steps({ read_again: 'failed' }), fingerprint_equal: false }, { tests });
  assert.match(outcome.reason, /The realm is not what it was before the change/);
  assert.match(outcome.next_action, /^Have identity-engineering look at the rollback/);
});

test('what is only simulated never meets a demand for more, and says so', () => {
  const { outcome, non_live_proof } = judged({ lane: 'simulated', provider: 'embedded' });
  assert.equal(outcome.status, 'rehearsed');
  assert.match(outcome.reason, /in simulation: .* nothing is proved of a server\.$/);
  assert.deepEqual(non_live_proof, {
    state: 'unmet',
    reason: 'The contract demands a proof in the lane disposable; this one is simulated, which is never taken for it.',
  });
});

test('what could not be predicted agrees with the promise alone, and the reason counts it', () => {
  const unsupported = [{ what: 'step-up', reason: 'its level is set by an extension' }];
  const blind = (row: TestRow): TestRow => ({
    ...row,
    journeys: row.journeys.map((journey) => ({ ...journey, predicted: { ...journey.predicted, unsupported } })),
  });
  const { outcome, results } = judged({}, { tests: [blind(driven('staff')), driven('contractor')] });
  assert.equal(outcome.status, 'proved');
  assert.match(
    outcome.reason,
    /^2 of 2 personas of mfa-rollout went as promised; 1 of them could not be predicted, and/,
  );
  assert.deepEqual(results, [
    {
      persona: 'staff',
      state: 'agreed_with_promise',
      reason: 'It could not be predicted: its level is set by an extension',
    },
    { persona: 'contractor', state: 'agreed' },
  ]);
});

test('journeys of another contract prove nothing of this one', () => {
  const foreign = WHOLE.tests.map((row) => ({
    ...row,
    journeys: row.journeys.map((journey) => ({ ...journey, contract: 'other' })),
  }));
  assert.equal(judged({}, { tests: foreign }).outcome.status, 'incomplete');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepts } from '../../../src/contract/mutation/accepted.ts';
import { becoming, removing, replacing } from '../../../src/contract/mutation/operator.ts';
import { contractStrength, type Strength, type Trial } from '../../../src/contract/mutation/strength.ts';
import { strengthFindings } from '../../../src/contract/mutation/strength-findings.ts';
import { BOTH_PROMISES, smallTrial } from './small-contract.ts';

const NEGATE = replacing('negate', ['authenticatorConfig.*.config.negate'], () => [becoming('true')]);
const LIFE = replacing('life', ['ssoSessionMaxLifespan'], () => [becoming(1)]);
const NO_FLOW = replacing('no-flow', ['authenticationFlows.*'], removing);
const RESET = replacing('lock', ['bruteForceProtected', 'resetPasswordAllowed'], () => [becoming(true)]);
const KIND = replacing('kind', ['authenticationFlows.*.providerId'], () => [becoming('form-flow')]);
const OPERATORS = [NEGATE, LIFE, NO_FLOW, RESET, KIND];

function strengthOf(trial: Trial, operators = OPERATORS): { strength: Strength; rules: string[]; fates: string[] } {
  const strength = contractStrength(trial, { operators });
  const findings = strengthFindings(trial.contract, strength);
  return {
    strength,
    rules: findings.map(({ rule, severity, at }) => `${severity} ${rule} ${at}`),
    fates: strength.mutants.map(({ id, fate }) => `${fate} ${id}`),
  };
}

test('each mutant comes to what it must', () => {
  const { fates } = strengthOf(smallTrial());
  assert.deepEqual(fates, [
    'killed negate@authenticatorConfig[is staff].config.negate=true',
    'equivalent life@ssoSessionMaxLifespan=1',
    'killed no-flow@authenticationFlows[sign in]=(removed)',
    'refused no-flow@authenticationFlows[second factor]=(removed)',
    'survivor lock@bruteForceProtected=true',
    'survivor lock@resetPasswordAllowed=true',
    'equivalent kind@authenticationFlows[sign in].providerId=form-flow',
    'killed kind@authenticationFlows[second factor].providerId=form-flow',
  ]);
});

test('a killed mutant names every line that notices it, and by whom', () => {
  const { strength } = strengthOf(
    smallTrial(BOTH_PROMISES, 'invariants: [{ no_callback_without: [mfa_challenge], personas: [anna] }]'),
  );
  const [negated] = strength.mutants;
  assert.ok(negated?.fate === 'killed');
  assert.deepEqual(
    negated.by.map(({ line, persona }) => [line, persona]),
    [
      ['expected_states.anna', 'anna'],
      ['invariants[0]', 'anna'],
      ['expected_states.gus', 'gus'],
    ],
  );
});

test('a survivor is told with the way on which it shows, and a line that was tried out', () => {
  const { strength, rules } = strengthOf(smallTrial(), [RESET]);
  const [lock, reset] = strength.mutants;
  assert.ok(lock?.fate === 'survivor' && reset?.fate === 'survivor');
  assert.equal(reset.suggestion.kind, 'invariant');
  assert.equal(reset.suggestion.yaml, 'invariants:\n  - never_reaches: unknown\n    personas: [anna]');
  assert.equal(lock.suggestion.yaml, 'invariants:\n  - never_reaches: blocked\n    personas: [anna]');
  assert.ok(rules.includes('error mutant-survives lock@bruteForceProtected=true'));
  const [told] = strengthFindings(smallTrial().contract, strength);
  assert.match(told?.message ?? '', /anna: login \(password wrong\) 30 times > login \(password right\) > login-otp\n/);
  assert.match(told?.message ?? '', /the realm shows login-otp, the mutant login "Invalid username or password\."$/);
});

test('where no invariant tells them apart, a persona is suggested that goes the way on which it shows', () => {
  const trial = smallTrial();
  const document = { ...trial.document, bruteForceProtected: true, failureFactor: 2 };
  const later = replacing('later', ['failureFactor'], () => [becoming(3)]);
  const { strength } = strengthOf({ ...trial, document }, [later]);
  const [mutant] = strength.mutants;
  assert.ok(mutant?.fate === 'survivor');
  assert.equal(mutant.suggestion.kind, 'persona');
  const { yaml } = mutant.suggestion;
  assert.match(yaml, /^identity_graph:\n {2}personas:\n {4}- \{"id":"anna-otherwise",.*"wrong":\{"password":2\}\}\}\n/);
  assert.match(yaml, /\nexpected_states:\n {2}anna-otherwise: \[login\/login, blocked\/login\]$/);
});

test('the suggested line kills the survivor when it is added', () => {
  const suggested = '{ never_reaches: unknown, personas: [anna] }';
  const { fates } = strengthOf(smallTrial(BOTH_PROMISES, `invariants: [${suggested}]`), [RESET]);
  assert.ok(fates.includes('killed lock@resetPasswordAllowed=true'), fates.join('\n'));
});

test('an accepted survivor is no finding; an accepted mutant that does not survive is one', () => {
  const entries = ['lock@brute*', 'lock@reset*', 'negate@*'].map(
    (mutant) => `  - { mutant: "${mutant}", reason: because }`,
  );
  const { strength, rules } = strengthOf(smallTrial(BOTH_PROMISES, `accepted_mutants:\n${entries.join('\n')}`));
  const others = rules.filter((rule) => !rule.includes('line-vacuous'));
  assert.deepEqual(others, ['warning accepted-mutant-stale accepted_mutants[2]']);
  const accepted = strength.mutants.flatMap((mutant) => (mutant.fate === 'survivor' ? [mutant.accepted?.mutant] : []));
  assert.deepEqual(accepted, ['lock@brute*', 'lock@reset*']);
});

test('what a line cannot decide on a mutant is noticed, unless somebody answers for that', () => {
  const invariants = 'invariants: [{ no_callback_without: [mfa_challenge], personas: [anna] }]';
  const beyond = replacing('beyond', ['resetPasswordAllowed'], () => [becoming(true)]);
  const fateWith = (rest: string) => strengthOf(smallTrial(BOTH_PROMISES, rest), [beyond]).fates;
  const row = '{ rule: undecided, owner: identity, reason: because, at: "invariants[0].no_callback_without" }';
  const elsewhere = row.replace('invariants[0]', 'invariants[1]');
  assert.deepEqual(fateWith(invariants), ['killed beyond@resetPasswordAllowed=true']);
  assert.deepEqual(fateWith(`${invariants}\naccepted_findings: [${elsewhere}]`), fateWith(invariants));
  assert.deepEqual(fateWith(`${invariants}\naccepted_findings: [${row}]`), [
    'survivor beyond@resetPasswordAllowed=true',
  ]);
});

test('a line that kills nothing alone is vacuous, and a line that does is not', () => {
  const twice = 'invariants: [{ no_callback_without: [mfa_challenge], personas: [anna] }]';
  assert.ok(
    strengthOf(smallTrial(BOTH_PROMISES, twice), [NEGATE]).rules.includes('warning line-vacuous invariants[0]'),
  );
  const { strength, rules } = strengthOf(smallTrial({ anna: BOTH_PROMISES.anna }, ''), [NEGATE]);
  assert.deepEqual(rules, []);
  assert.deepEqual(strength.lines, [
    { line: 'expected_states.anna', kills: 1, alone: ['negate@authenticatorConfig[is staff].config.negate=true'] },
  ]);
});

test('a contract that does not hold on its own realm is not tried', () => {
  const { strength, rules } = strengthOf(smallTrial({ anna: 'login, callback' }));
  assert.equal(strength.mutants.length, 0);
  assert.deepEqual(rules, ['error contract-not-kept small']);
});

test('no mutant that makes a difference is a finding of its own', () => {
  const { rules } = strengthOf(smallTrial(), [LIFE]);
  assert.ok(rules.includes('error nothing-tried small'), rules.join('\n'));
});

test('progress is told mutant by mutant', () => {
  const told: string[] = [];
  contractStrength(smallTrial(), {
    operators: [LIFE, NEGATE],
    onTried: (done, total) => told.push(`${done}/${total}`),
  });
  assert.deepEqual(told, ['1/2', '2/2']);
});

test('a promise is suggested with its pages where the states alone do not tell', () => {
  const form = replacing('form', ['authenticationFlows.*.authenticationExecutions.*.authenticator'], ({ value }) =>
    value === 'auth-username-password-form' ? [becoming('auth-username-form')] : [],
  );
  const { strength } = strengthOf(smallTrial({ anna: BOTH_PROMISES.anna }), [form]);
  const [mutant] = strength.mutants;
  assert.ok(mutant?.fate === 'survivor');
  assert.equal(mutant.suggestion.yaml, 'expected_states:\n  anna: [login/login, mfa_challenge/login-otp, callback]');
  const sharper = smallTrial({ anna: 'login/login, mfa_challenge/login-otp, callback' });
  assert.deepEqual(strengthOf(sharper, [form]).fates, [`killed ${mutant.id}`]);
});

test('where a machine was cut, nothing is called equivalent', () => {
  const trial = smallTrial({ anna: BOTH_PROMISES.anna });
  const document = {
    ...trial.document,
    bruteForceProtected: true,
    failureFactor: 5000,
    quickLoginCheckMilliSeconds: 0,
  };
  const { fates, rules } = strengthOf({ ...trial, document }, [NEGATE, LIFE]);
  assert.equal(fates[1], 'undecided life@ssoSessionMaxLifespan=1');
  assert.equal(fates[0], 'killed negate@authenticatorConfig[is staff].config.negate=true');
  assert.ok(rules.includes('warning mutant-undecided life@ssoSessionMaxLifespan=1'), rules.join('\n'));
});

test('a star stands for any text, everything else for itself', () => {
  const id = 'flow.order@authenticationFlows[a b].x=c (d) before e';
  for (const pattern of ['*', 'flow.*', '*before e', 'flow.order@authenticationFlows[*].x=*', id])
    assert.ok(accepts({ mutant: pattern }, id), pattern);
  for (const pattern of ['flow', 'flow_order*', 'flow.order@authenticationFlows[b].x=*', 'x*', ''])
    assert.ok(!accepts({ mutant: pattern }, id), pattern);
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Problem, placeText } from '../../src/problem.ts';
import { reviewContractText } from '../../src/run/contract-review.ts';
import { contractText } from '../../src/run/contract-text.ts';
import { type Plain, rolloutSeed, type Seed, writeSeed } from '../contract/seeded/seed.ts';

const FLOWS = fileURLToPath(new URL('../../flows', import.meta.url));
const OPTIONS = { journeys: `${FLOWS}/journeys` };

/** Where a path stands in an object: its last key is set, the others are walked. */
function changed({ contract, realm }: Seed, path: readonly (string | number)[], value: unknown): Seed {
  const copy = structuredClone(contract);
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<Record<string, unknown>>((level, key) => level[key] as Plain, copy);
  parent[last] = value;
  return { contract: copy, realm };
}

/** What is said about the one thing that is wrong, and the text at the position it names. */
function refused(seed: Seed): { said: string; next: string; path: string; line: string } {
  const source = writeSeed(seed);
  try {
    reviewContractText(source, OPTIONS);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.details.length, 1, error.message);
    const [{ what, at = {}, next }] = error.details as [Problem['details'][number]];
    const line = source.text.split('\n')[(at.line ?? 0) - 1] ?? '';
    assert.equal(at.file, source.file, placeText(at));
    return { said: what, next, path: at.path ?? '', line: line.trim() };
  }
  return assert.fail('nothing was refused');
}

/** The export after the change, beside the contract. */
function writeTarget(file: string, realm: Plain): void {
  writeFileSync(join(dirname(file), 'target.json'), JSON.stringify(realm));
}

const ADA = ['identity_graph', 'personas', 4] as const;

interface BadRow {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly said: RegExp;
  readonly next: RegExp;
}

/** Names that nothing bears: what is said, and what is suggested. */
const ROWS: Readonly<Record<string, BadRow>> = {
  'a role': {
    path: [...ADA, 'roles'],
    value: ['mfa-exemt'],
    said: /^the realm flowproof-demo has no role "mfa-exemt"$/,
    next: /"mfa-exempt"/,
  },
  'a role of a client': {
    path: [...ADA, 'roles'],
    value: ['account:view-profil'],
    said: /no role "account:view-profil"/,
    next: /"account:view-profile"/,
  },
  'a group': { path: [...ADA, 'groups'], value: ['/staf'], said: /no group "\/staf"/, next: /"\/staff"/ },
  'a client of a service account': {
    path: [...ADA, 'service_account_of'],
    value: 'nightly-imports',
    said: /no client "nightly-imports"/,
    next: /"nightly-import"/,
  },
  'a required action': {
    path: [...ADA, 'required_actions'],
    value: ['CONFIGURE_TOPT'],
    said: /no required action "CONFIGURE_TOPT"/,
    next: /"CONFIGURE_TOTP"/,
  },
  'a client': { path: ['provider_state', 'client'], value: 'portl', said: /no client "portl"/, next: /"portal"/ },
  'a version': {
    path: ['provider_state', 'version'],
    value: '27.0.0',
    said: /version "27.0.0" is not known/,
    next: /nearest known one|Did you mean/,
  },
  'a realm export': {
    path: ['provider_state', 'realm'],
    value: 'raelm.json',
    said: /there is no file raelm.json/,
    next: /"realm.json"/,
  },
  'a target export': {
    path: ['provider_state', 'change'],
    value: { target: 'relm.json' },
    said: /there is no file relm.json/,
    next: /"realm.json"/,
  },
  'an age beyond ten years': {
    path: ['non_live_proof', 'max_age'],
    value: 'P99999999999D',
    said: /^found "P99999999999D"$/,
    next: /./,
  },
  'an age of no day': {
    path: ['non_live_proof', 'max_age'],
    value: 'P0D',
    said: /^found "P0D"$/,
    next: /./,
  },
  'an operator of an accepted mutant': {
    path: ['accepted_mutants'],
    value: [{ mutant: '*.attribute-added@*', reason: 'Nobody looks at attributes' }],
    said: /^found "\*\.attribute-added@\*"$/,
    next: /./,
  },
  'a journey': {
    path: ['helper_state_machine', 'journey'],
    value: 'logn',
    said: /there is no journey "logn"/,
    next: /"login"/,
  },
  'a page': {
    path: ['expected_states', 'contractor'],
    value: ['login', 'mfa_challenge/login-opt'],
    said: /found "mfa_challenge\/login-opt"/,
    next: /"mfa_challenge\/login-otp"/,
  },
  'a page of another state': {
    path: ['expected_states', 'contractor'],
    value: ['login/login-otp'],
    said: /found "login\/login-otp"/,
    next: /./,
  },
  'a page of a deviation': {
    path: [...ADA, 'deviate'],
    value: { try_another_way: { 'login-opt': 1 } },
    said: /unknown page "login-opt"/,
    next: /"login-otp"/,
  },
  'a browser state': {
    path: ['expected_states', 'contractor'],
    value: ['log-in'],
    said: /found "log-in"/,
    next: /"login"/,
  },
  'a persona of an invariant': {
    path: ['invariants'],
    value: [{ never_reaches: 'error', personas: ['contracter'] }],
    said: /unknown persona "contracter"/,
    next: /"contractor"/,
  },
  'a persona of a stop condition': {
    path: ['stop_rollback', 'stop_conditions'],
    value: [{ when: 'disagreement', says: 'They differ', except: ['contracter'] }],
    said: /unknown persona "contracter"/,
    next: /"contractor"/,
  },
  'an invariant of no kind': {
    path: ['invariants'],
    value: [{ personas: ['contractor'] }],
    said: /found a map/,
    next: /./,
  },
};

for (const [name, { path, value, said, next }] of Object.entries(ROWS)) {
  test(`${name} that is not there is refused, at its place`, () => {
    const found = refused(changed(rolloutSeed(), path, value));
    assert.match(found.said, said);
    assert.match(found.next, next);
    const [first = ''] = path.map(String);
    assert.ok(found.path.startsWith(first), found.path);
    const [, quoted = ''] = /"(.*)"/.exec(found.said) ?? [];
    assert.ok(found.line.includes(quoted), found.line);
  });
}

test('a page of another state is refused with the state it is of', () => {
  const seed = changed(rolloutSeed(), ['expected_states', 'contractor'], ['login/login-otp']);
  assert.throws(() => reviewContractText(writeSeed(seed)), /expected: mfa_challenge\/login-otp/);
});

test('a contract that lacks something and is wrong besides is refused, with both', () => {
  const seed = changed(rolloutSeed(), ['version'], 2);
  const { stop_rollback: _gone, ...contract } = seed.contract;
  const review = () => reviewContractText(writeSeed({ ...seed, contract }));
  assert.throws(review, /stop_rollback is missing/);
  assert.throws(review, /found the number 2/);
});

test('a change that does not apply is refused, at its place', () => {
  const operations = [{ method: 'PUT', path: '/authentication/flows/no-such-flow/executions', body: {} }];
  const { path } = refused(changed(rolloutSeed(), ['provider_state', 'change'], { operations }));
  assert.match(path, /^provider_state\.change\.operations\[0\]/);
});

test('a realm that no server would import is refused, in its own file', () => {
  const { contract, realm } = rolloutSeed();
  const broken = { ...realm, authenticationFlows: [{ alias: 'portal browser', topLevel: true }] };
  assert.throws(
    () => reviewContractText(writeSeed({ contract, realm: broken })),
    /realm\.json authenticationFlows\[0\]/,
  );
});

test('every missing input is named', () => {
  const { contract, realm } = rolloutSeed();
  const { version, id, title } = contract;
  const { verdict, reasons } = reviewContractText(writeSeed({ contract: { version, id, title }, realm }));
  assert.equal(verdict, 'request_changes');
  assert.deepEqual(
    reasons.map(({ at }) => at.split(' ').at(-1)),
    ['provider_state', 'identity_graph', 'expected_states', 'helper_state_machine', 'non_live_proof', 'stop_rollback'],
  );
});

for (const id of ['mfa-rollout', 'step-up', 'brute-force-lock']) {
  test(`the shipped contract ${id} is approved, and its change changes a journey`, () => {
    const { verdict, reasons, personas } = reviewContractText(contractText(id, `${FLOWS}/contracts`), OPTIONS);
    assert.deepEqual(reasons, []);
    assert.equal(verdict, 'approve');
    assert.ok(personas.some(({ before, after }) => before.join() !== after.join()));
  });
}

test('what the lint found before the change as well is told apart, and stops nothing when it is a warning', () => {
  const seed = rolloutSeed();
  const quick = { ...seed.realm, quickLoginCheckMilliSeconds: 1000 };
  const review = (before: Plain, after: Plain) => {
    const source = writeSeed({
      contract: changed(seed, ['provider_state', 'change'], { target: 'target.json' }).contract,
      realm: before,
    });
    writeTarget(source.file, after);
    return reviewContractText(source);
  };
  const told = (found: readonly { rule: string }[]) => found.map(({ rule }) => rule);
  const old = review(quick, { ...quick, rememberMe: true });
  assert.deepEqual([old.verdict, told(old.reasons), told(old.notes)], ['approve', [], ['L-25']]);
  const brought = review(seed.realm, quick);
  assert.deepEqual([brought.verdict, told(brought.reasons), told(brought.notes)], ['request_changes', ['L-25'], []]);
});

test('a finding that somebody answers for is no reason', () => {
  const seed = rolloutSeed();
  const realm = { ...seed.realm, quickLoginCheckMilliSeconds: 1000 };
  const row = { rule: 'L-25', owner: 'identity-engineering', reason: 'People do not type that fast' };
  const accepting = (entry: Plain) =>
    reviewContractText(writeSeed({ contract: { ...seed.contract, accepted_findings: [entry] }, realm }));
  const { verdict, accepted } = accepting(row);
  assert.equal(verdict, 'approve');
  assert.deepEqual(
    accepted.map(({ finding, owner }) => [finding.rule, owner]),
    [['L-25', 'identity-engineering']],
  );
  const elsewhere = accepting({ ...row, at: 'somewhere' });
  assert.deepEqual(elsewhere.reasons.map(({ rule }) => rule).sort(), ['L-25', 'accepted-finding-gone']);
});

test('a proof may become ten years old, and not a day older', () => {
  const aged = (age: string) => writeSeed(changed(rolloutSeed(), ['non_live_proof', 'max_age'], age));
  for (const age of ['P1D', 'P3650D']) assert.equal(reviewContractText(aged(age)).verdict, 'approve');
  assert.throws(() => reviewContractText(aged('P3651D')), /non_live_proof\.max_age[\s\S]*from P1D to P3650D/);
});

/** A realm in which a forgotten password may be reset, with acceptances of what is behind that. */
function resettable(accepted_findings: readonly Plain[]): Seed {
  const { contract, realm } = rolloutSeed();
  return { contract: { ...contract, accepted_findings }, realm: { ...realm, resetPasswordAllowed: true } };
}

const ANSWERED = { rule: 'undecided', owner: 'identity-engineering', reason: 'Mail is proved elsewhere' };

test('what cannot be decided is accepted place by place', () => {
  const { reasons: found } = reviewContractText(writeSeed(resettable([])));
  const places = [...new Set(found.map(({ at }) => at.split(' ').at(-1) ?? ''))];
  assert.ok(places.length > 1, places.join());
  const [first = '', ...others] = places;
  const some = reviewContractText(writeSeed(resettable([{ ...ANSWERED, at: first }])));
  assert.deepEqual([...new Set(some.reasons.map(({ at }) => at.split(' ').at(-1)))], others);
  const all = reviewContractText(writeSeed(resettable(places.map((at) => ({ ...ANSWERED, at })))));
  assert.deepEqual([all.verdict, all.accepted.length], ['approve', found.length]);
});

test('what a cut left out is accepted by nobody', () => {
  const seed = rolloutSeed();
  const review = (rows: readonly Plain[]) =>
    reviewContractText(writeSeed({ ...seed, contract: { ...seed.contract, accepted_findings: rows } }), { limit: 3 });
  const { reasons: found } = review([]);
  const places = [...new Set(found.map(({ at }) => at.split(' ').at(-1) ?? ''))];
  assert.ok(found.length > 0 && found.every(({ rule, cut }) => rule === 'undecided' && cut));
  const { verdict, reasons, accepted } = review(places.map((at) => ({ ...ANSWERED, at })));
  assert.deepEqual([verdict, reasons.length, accepted], ['request_changes', found.length, []]);
});

test('a broken promise cannot be accepted', () => {
  const seed = changed(rolloutSeed(), ['expected_states', 'contractor'], ['login']);
  const entry = { rule: 'promise', owner: 'identity-engineering', reason: 'It is well known' };
  const { reasons } = reviewContractText(
    writeSeed({ ...seed, contract: { ...seed.contract, accepted_findings: [entry] } }),
  );
  assert.deepEqual(reasons.map(({ rule }) => rule).sort(), ['finding-not-acceptable', 'promise']);
});

test('a proof that proves nothing stays a reason, whoever accepts it', () => {
  const seed = changed(rolloutSeed(), ['non_live_proof', 'lane'], 'simulated');
  const entry = { rule: 'proof-simulated', owner: 'identity-engineering', reason: 'It is quick' };
  const { reasons, accepted } = reviewContractText(
    writeSeed({ ...seed, contract: { ...seed.contract, accepted_findings: [entry] } }),
  );
  assert.deepEqual(reasons.map(({ rule }) => rule).sort(), ['finding-not-acceptable', 'proof-simulated']);
  assert.deepEqual(accepted, []);
});

test('what expects nothing is told at its line', () => {
  const seed = changed(rolloutSeed(), ['provider_state', 'change'], { target: 'realm.json' });
  const nobody = { personas: ['contractor'], except: ['contractor'] };
  const told = (path: readonly (string | number)[], value: unknown) => {
    const { reasons } = reviewContractText(writeSeed(changed(seed, path, value)));
    return reasons.map(({ rule, at }) => [rule, at.split(' ').at(-1)]);
  };
  const change = ['change-without-effect', 'provider_state.change'];
  assert.deepEqual(told(['invariants', 3], { never_reaches: 'callback', ...nobody }), [
    ['invariant-about-nobody', 'invariants[3]'],
    change,
  ]);
  const conditions = [
    { when: 'unknown_page', says: 'An unknown page appears' },
    { when: 'disagreement', says: 'The rows differ', personas: [] },
  ];
  assert.deepEqual(told(['stop_rollback', 'stop_conditions'], conditions), [
    ['stop-condition-about-nobody', 'stop_rollback.stop_conditions[1]'],
    change,
  ]);
});

test('a group that only the change brings is no obstacle to the prediction before it', () => {
  const seed = rolloutSeed();
  const source = writeSeed({
    contract: changed(seed, ['provider_state', 'change'], { target: 'target.json' }).contract,
    realm: { ...seed.realm, groups: [] },
  });
  writeTarget(source.file, seed.realm);
  const { verdict, personas } = reviewContractText(source);
  assert.equal(verdict, 'approve');
  assert.deepEqual(personas.find(({ id }) => id === 'staff-with-otp')?.before, ['login', 'callback']);
});

test('a machine with more states than the limit is cut, told where, and approves nothing', () => {
  const seed = rolloutSeed();
  const realm = { ...seed.realm, failureFactor: 20_000 };
  const { verdict, reasons } = reviewContractText(writeSeed({ ...seed, realm }), { limit: 500 });
  assert.equal(verdict, 'request_changes');
  const [cut] = reasons.filter(({ rule }) => rule === 'undecided');
  assert.match(cut?.message ?? '', /more than 500 states: \d+ ways on were left out, first ".*" on ".*"/);
  assert.match(cut?.help ?? '', /--limit/);
});

import { inContract } from './edit-realm.ts';
import { type Plain, rolloutSeed, type SeededFault } from './seed.ts';

/** The six inputs of the Flow Contract Review Gate. */
const INPUTS = [
  'provider_state',
  'identity_graph',
  'expected_states',
  'helper_state_machine',
  'non_live_proof',
  'stop_rollback',
];

type Row = Omit<SeededFault, 'seed'>;

const MISSING: readonly Row[] = INPUTS.map((input) => ({
  id: `without-${input.replaceAll('_', '-')}`,
  what: `the input ${input} is missing`,
  rule: 'input-missing',
  counterexample: 'none',
  apply: inContract((contract) => {
    delete contract[input];
  }),
}));

/** A change of one member of a part of the contract. */
function set(part: string, key: string, value: unknown): Row['apply'] {
  return inContract((contract) => {
    (contract[part] as Plain)[key] = value;
  });
}

function addTo(list: string, entry: unknown): Row['apply'] {
  return inContract((contract) => {
    contract[list] = [...((contract[list] as unknown[] | undefined) ?? []), entry];
  });
}

function addStop(condition: Plain): Row['apply'] {
  return inContract((contract) => {
    (contract['stop_rollback'] as { stop_conditions: unknown[] }).stop_conditions.push(condition);
  });
}

function persona(id: string, change: Plain): Row['apply'] {
  return inContract((contract) => {
    const { personas } = contract['identity_graph'] as { personas: Plain[] };
    Object.assign(personas.find((each) => each['id'] === id) ?? {}, change);
  });
}

const INCOMPLETE: readonly Row[] = [
  {
    id: 'no-stop-conditions',
    what: 'the list of stop conditions is empty',
    rule: 'input-missing',
    counterexample: 'none',
    apply: set('stop_rollback', 'stop_conditions', []),
  },
  {
    id: 'nothing-promised',
    what: 'nothing is promised to one persona',
    rule: 'input-missing',
    counterexample: 'none',
    apply: inContract((contract) => {
      delete (contract['expected_states'] as Plain)['contractor'];
    }),
  },
  {
    id: 'readback-to-be-defined',
    what: 'how the realm is read back is left open',
    rule: 'input-missing',
    counterexample: 'none',
    apply: set('stop_rollback', 'source_realm_readback', 'TODO'),
  },
  ...['TBD', '', 'unknown', 'to be decided', 'n/a', '<team>', '?'].map((owner, index) => ({
    id: `nobody-rolls-back-${index + 1}`,
    what: `the owner of the rollback is ${JSON.stringify(owner)}`,
    rule: owner === '' ? 'owner-missing' : 'owner-missing',
    counterexample: 'none' as const,
    apply: set('stop_rollback', 'rollback_owner', owner),
  })),
  {
    id: 'nobody-deletes',
    what: 'nobody answers for the deletion of personas and realm',
    rule: 'owner-missing',
    counterexample: 'none',
    apply: set('stop_rollback', 'delete_owner', 'Todo'),
  },
  {
    id: 'accepted-by-nobody',
    what: 'a finding is accepted by nobody in particular',
    rule: 'owner-missing',
    counterexample: 'none',
    apply: addTo('accepted_findings', { rule: 'L-16', owner: 'tbd', reason: 'It was so before' }),
  },
  {
    id: 'accepted-and-gone',
    what: 'a finding is accepted that does not occur',
    rule: 'accepted-finding-gone',
    counterexample: 'none',
    apply: addTo('accepted_findings', { rule: 'L-16', owner: 'identity-engineering', reason: 'It was so before' }),
  },
  {
    id: 'proof-only-simulated',
    what: 'the proof runs where nothing is proved about a realm',
    rule: 'proof-simulated',
    counterexample: 'none',
    apply: set('non_live_proof', 'lane', 'simulated'),
  },
  ...['kind', 'dev', 'demo'].map((lane) => ({
    id: `proof-in-lane-${lane}`,
    what: `the proof is asked for in the lane ${lane}, in which nothing proves`,
    rule: 'proof-out-of-reach',
    counterexample: 'none' as const,
    apply: set('non_live_proof', 'lane', lane),
  })),
  ...['proof-simulated', 'owner-missing', 'input-missing', 'promise'].map((rule) => ({
    id: `accepted-${rule}`,
    what: `${rule} is accepted, which is the gate itself`,
    rule: 'finding-not-acceptable',
    counterexample: 'none' as const,
    apply: addTo('accepted_findings', { rule, owner: 'identity-engineering', reason: 'It is well known' }),
  })),
  {
    id: 'accepted-undecided-anywhere',
    what: 'whatever cannot be decided is accepted, without a place',
    rule: 'accepted-without-place',
    counterexample: 'none',
    apply: addTo('accepted_findings', { rule: 'undecided', owner: 'identity-engineering', reason: 'It is well known' }),
  },
];

const EXPECTING_NOTHING: readonly Row[] = [
  {
    id: 'invariant-about-nobody',
    what: 'an invariant is about one persona, except that persona',
    rule: 'invariant-about-nobody',
    counterexample: 'none',
    apply: addTo('invariants', { never_reaches: 'callback', personas: ['contractor'], except: ['contractor'] }),
  },
  {
    id: 'stop-condition-for-nobody',
    what: 'a stop condition names no persona',
    rule: 'stop-condition-about-nobody',
    counterexample: 'none',
    apply: addStop({ when: 'unknown_page', personas: [], says: 'An unknown page appears' }),
  },
  {
    id: 'stop-condition-except-all',
    what: 'a stop condition is about one persona, except that persona',
    rule: 'stop-condition-about-nobody',
    counterexample: 'none',
    apply: addStop({ when: 'disagreement', personas: ['denied'], except: ['denied'], says: 'The rows differ' }),
  },
  {
    id: 'target-is-the-source',
    what: 'the target of the change is the export before it',
    rule: 'change-without-effect',
    counterexample: 'none',
    apply: set('provider_state', 'change', { target: 'realm.json' }),
  },
  {
    id: 'operation-repeats-what-is',
    what: 'the one operation of the change writes what is there already',
    rule: 'change-without-effect',
    counterexample: 'none',
    apply: ({ contract, realm }) =>
      set('provider_state', 'change', {
        operations: [{ method: 'PUT', path: '/', body: { browserFlow: realm['browserFlow'] } }],
      })({ contract, realm }),
  },
];

const PROMISES: readonly Row[] = [
  {
    id: 'too-much-promised',
    what: 'the contractor is promised a second factor',
    rule: 'promise',
    counterexample: 'promise',
    apply: set('expected_states', 'contractor', ['login', 'mfa_challenge', 'callback']),
  },
  {
    id: 'other-page-promised',
    what: 'another page of the right state is promised',
    rule: 'promise',
    counterexample: 'promise',
    apply: set('expected_states', 'staff-with-otp', ['login', 'mfa_challenge/webauthn-authenticate', 'callback']),
  },
  {
    id: 'promise-too-short',
    what: 'the promise ends before the journey does',
    rule: 'promise',
    counterexample: 'promise',
    apply: set('expected_states', 'contractor', ['login']),
  },
  {
    id: 'switched-on',
    what: 'the account that was switched off is switched on',
    rule: 'never_reaches',
    counterexample: 'never_reaches',
    apply: persona('disabled', { enabled: true }),
  },
  {
    id: 'break-glass-for-everybody',
    what: 'a member of the staff is exempt by a role of its own',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: persona('staff-first-login', { roles: ['mfa-exempt'] }),
  },
  {
    id: 'owes-a-second-set-up',
    what: 'the contractor owes the set-up of a one-time code',
    rule: 'at_most',
    counterexample: 'at_most',
    apply: persona('contractor', { required_actions: ['CONFIGURE_TOTP'] }),
  },
  {
    id: 'owes-an-action-that-is-off',
    what: 'the contractor owes an action that nobody is asked for',
    rule: 'L-26',
    counterexample: 'none',
    apply: persona('contractor', { required_actions: ['TERMS_AND_CONDITIONS'] }),
  },
  {
    id: 'invariant-about-everybody',
    what: 'the second factor is said to be everybody’s',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: addTo('invariants', { no_callback_without: ['mfa_challenge'] }),
  },
  {
    id: 'lock-ruled-out',
    what: 'nobody is said to be locked out, and three wrong passwords lock',
    rule: 'never_reaches',
    counterexample: 'never_reaches',
    apply: addTo('invariants', { never_reaches: 'blocked', personas: ['staff-with-otp'] }),
  },
  {
    id: 'callback-always-in-reach',
    what: 'the callback is said to stay in reach, and a lock ends that',
    rule: 'always_ends_in',
    counterexample: 'always_ends_in',
    apply: addTo('invariants', { always_ends_in: ['callback'], personas: ['contractor'] }),
  },
  {
    id: 'challenge-ruled-out',
    what: 'staff are said to meet no challenge',
    rule: 'at_most',
    counterexample: 'at_most',
    apply: addTo('invariants', { at_most: { times: 0, state: 'mfa_challenge' }, personas: ['staff-with-both'] }),
  },
];

/** Faults in the contract itself. */
export const CONTRACT_FAULTS: readonly SeededFault[] = [
  ...MISSING,
  ...INCOMPLETE,
  ...EXPECTING_NOTHING,
  ...PROMISES,
].map((each) => ({
  ...each,
  seed: rolloutSeed,
}));

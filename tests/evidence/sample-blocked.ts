import type { FlowRow, GateRow, Summary, TestRow } from '../../src/summary/summary.ts';
import { CALLBACK, ENROLLMENT, LOGIN, sampleJourney, sampleProvider } from './sample-journey.ts';
import { readySummary } from './sample-ready.ts';
import { LAUNCH, MFA, withCell } from './sample-rows.ts';

const LEFT_PATH = {
  subpath: 'happy',
  state: 'failed',
  reason: 'One of 3 journeys left the promised path at step 2.',
} as const;
const NO_TEST = { subpath: 'recovery', state: 'blocked', reason: 'No test speaks for this subpath.' } as const;
const NEVER_RAN = {
  subpath: 'cleanup',
  state: 'blocked',
  reason: 'The test did not run: one before it in the same serial group failed.',
} as const;
const SECOND_TRY = { subpath: 'negative', state: 'flaky', reason: 'Passed only on the second attempt.' } as const;

/** Blocked: one subpath without a test, one journey that went otherwise, one flaky and one test that did not run. */
export function blockedSummary(): Summary {
  const ready = readySummary();
  const [mfa, launch, profile] = ready.flows;
  if (!mfa || !launch || !profile) throw new TypeError('the sample has three flows');
  const flows: FlowRow[] = [
    {
      ...withCell(withCell(mfa, LEFT_PATH), NO_TEST),
      state: 'failed',
      status: 'needs_runtime_fix',
    },
    {
      ...withCell(withCell(launch, NEVER_RAN), SECOND_TRY),
      state: 'blocked',
      status: 'needs_e2e',
    },
    profile,
  ];
  return {
    ...ready,
    verdict: {
      status: 'blocked',
      reason:
        'A persona without a phone reaches the portal without a second factor, and one subpath of a P0 flow has no test.',
      impact: { flows: [MFA, LAUNCH], personas: ['staff-without-otp'] },
      next_action:
        'Make “Conditional OTP” REQUIRED for the group staff, or promise enrollment for staff-without-otp in the contract.',
      signoff: ['Release approver', 'Identity owner', 'Product quality'],
    },
    lanes: ['simulated'],
    providers: [sampleProvider()],
    gates: ready.gates.map(shutSome),
    flows: flows.map(inSimulatedLane),
    tests: ready.tests
      .filter(({ id }) => id !== `${MFA}-recovery`)
      .map(simulated)
      .map(broken),
    not_tested: [
      { flow_id: MFA, subpath: 'recovery', reason: 'No test carries @FLOW-AUTH-MFA-001 and @recovery.' },
      { flow_id: LAUNCH, subpath: 'cleanup', reason: 'The test exists, but did not run.' },
    ],
    findings: [
      {
        rule: 'contract/no-callback-without',
        severity: 'error',
        at: 'mfa-rollout, staff-without-otp',
        message: 'The callback is reached without mfa_challenge or mfa_enrollment.',
        help: 'Raise the requirement of the execution, or list the persona under “except”.',
      },
      {
        rule: 'keycloak/weak-otp-policy',
        severity: 'warning',
        at: 'realm acme',
        message: 'The OTP look-around window is 3.',
        help: 'Set it to 1.',
      },
    ],
  };
}

function simulated(row: TestRow): TestRow {
  return {
    ...row,
    journeys: row.journeys.map((journey) => ({ ...journey, lane: 'simulated', provider: sampleProvider() })),
  };
}

function inSimulatedLane(row: FlowRow): FlowRow {
  return { ...row, cells: row.cells.map((cell) => (cell.lane ? { ...cell, lane: 'simulated' } : cell)) };
}

function broken(row: TestRow): TestRow {
  if (row.id === `${LAUNCH}-cleanup`) return { ...row, outcome: 'did_not_run', reason: 'A test before it failed.' };
  if (row.id === `${LAUNCH}-negative`)
    return { ...row, outcome: 'flaky', reason: 'Attempt 1 timed out waiting for the quota message.' };
  if (row.id !== `${MFA}-happy`) return row;
  const wrong = sampleJourney({
    persona: 'staff-without-otp',
    expected: [LOGIN, ENROLLMENT, CALLBACK],
    observed: [LOGIN, CALLBACK],
    folder: `${MFA}/happy-wrong`,
  });
  return { ...row, outcome: 'failed', reason: 'The journey stopped at step 2.', journeys: [...row.journeys, wrong] };
}

function shutSome(gate: GateRow): GateRow {
  if (gate.id === 'flow_coverage')
    return {
      ...gate,
      state: 'shut',
      fact: '22 of 24 subpaths have a result.',
      help: 'Write the test for recovery of FLOW-AUTH-MFA-001.',
    };
  if (gate.id === 'contract_review')
    return {
      ...gate,
      state: 'shut',
      fact: 'staff-without-otp reaches the callback without a second factor.',
      help: 'Decide who is wrong: the realm or the contract.',
    };
  if (gate.id === 'non_live_proof')
    return { ...gate, state: 'not_claimed', fact: 'Only the simulated lane ran; it proves nothing about the realm.' };
  return gate;
}

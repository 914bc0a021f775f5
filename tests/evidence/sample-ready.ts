import { SUBPATHS, type Subpath } from '../../src/flow-id.ts';
import type { FlowRow, Summary, TestJourney, TestRow } from '../../src/summary/summary.ts';
import { CALLBACK, CHALLENGE, ENROLLMENT, LOGIN, sampleJourney, sampleProvider } from './sample-journey.ts';
import { LAUNCH, MFA, PROFILE, sampleFlow, sampleTest } from './sample-rows.ts';

export const GATES = [
  ['flow_coverage', 'Every P0 and P1 flow has all eight subpaths', '24 of 24 subpaths have a result.'],
  ['dependency_map', 'The dependency map answers every field', 'All nine fields of 3 flows are answered.'],
  [
    'contract_review',
    'The contract agrees with the prediction',
    '4 personas of mfa-rollout reach their promised states.',
  ],
  [
    'non_live_proof',
    'A disposable provider proved the journey',
    'Keycloak 26.5.0 was started for this run and deleted.',
  ],
  ['redaction', 'No picture or text carries a secret', '9 pictures passed, none was withheld.'],
  ['skips', 'Every skip has owner, task, expiry and reason', '1 waiver, none expired.'],
  ['cleanup', 'Cleanup and rollback are owned', 'Rollback: identity-oncall. Delete: platform-ops.'],
] as const;

/** Ready: three flows, all green but one waived cell, proved on a disposable provider. */
export function readySummary(): Summary {
  return {
    version: 1,
    verdict: {
      status: 'ready',
      reason:
        'All eight subpaths of three flows are proved, and every persona took the journey that the contract promises.',
      impact: { flows: [], personas: [] },
      next_action: 'Ask the release approver to read the personas below and to sign.',
      signoff: ['Release approver', 'Identity owner'],
    },
    lanes: ['disposable'],
    providers: [sampleProvider('disposable')],
    gates: GATES.map(([id, title, fact]) => ({ id, title, state: 'open', fact })),
    flows: [
      sampleFlow(MFA, 'Sign in with a second factor', { priority: 'P0', persona: 'staff' }),
      sampleFlow(LAUNCH, 'Launch a virtual machine', { priority: 'P0', persona: 'app developer' }),
      waived(sampleFlow(PROFILE, 'Change the display name', { priority: 'P1', persona: 'user' }), 'recovery'),
    ],
    tests: [MFA, LAUNCH, PROFILE].flatMap((id) => SUBPATHS.map((subpath) => sampleTest(id, subpath))).map(withPersona),
    not_tested: [],
    findings: [],
  };
}

function waived(row: FlowRow, subpath: Subpath): FlowRow {
  const waiver = {
    owner: 'account-team',
    task: 'DOC-FIX-118',
    expires: '2026-12-15',
    reason: 'The undo dialog ships one sprint later.',
    expired: false,
  };
  const cells = row.cells.map((cell) =>
    cell.subpath === subpath ? { ...cell, state: 'waived' as const, reason: waiver.reason, waiver } : cell,
  );
  return { ...row, state: 'waived', cells };
}

const JOURNEYS: Readonly<Record<string, () => TestJourney>> = {
  [`${MFA}-happy`]: () =>
    sampleJourney({
      persona: 'staff-with-otp',
      expected: [LOGIN, CHALLENGE, CALLBACK],
      folder: `${MFA}/happy`,
      lane: 'disposable',
    }),
  [`${MFA}-empty`]: () =>
    sampleJourney({
      persona: 'staff-without-otp',
      expected: [LOGIN, ENROLLMENT, CALLBACK],
      folder: `${MFA}/empty`,
      lane: 'disposable',
    }),
  [`${MFA}-blocked`]: () =>
    sampleJourney({
      persona: 'staff-with-otp',
      expected: [LOGIN, CHALLENGE, CALLBACK],
      folder: `${MFA}/blocked`,
      lane: 'disposable',
    }),
};

function withPersona(row: TestRow): TestRow {
  const journey = JOURNEYS[row.id];
  const pictures: TestRow['pictures'] =
    row.id === `${MFA}-negative`
      ? [
          {
            title: 'A wrong code is refused',
            page: 'login-otp',
            state: 'mfa_challenge',
            status: 'withheld',
            reason: 'The page moved while it was measured.',
          },
          {
            title: 'A code is asked for again',
            page: 'login-otp',
            state: 'mfa_challenge',
            status: 'shown',
            path: `data/evidence/${MFA}/negative/01-login-otp.png`,
          },
        ]
      : [];
  return { ...row, pictures, journeys: journey ? [journey()] : [] };
}

import type { Matrix, MatrixRow } from '../../src/matrix/matrix.ts';

const DAY = '2030-12-31';

/** A row that is in order; `change` makes it what a test needs. */
export function sampleRow(change: Partial<MatrixRow> = {}): MatrixRow {
  return {
    flow_id: 'FLOW-DEMO-A-001',
    title: 'A flow',
    priority: 'P0',
    persona: 'A person',
    entry_point: 'The start page',
    happy_path: 'It works',
    empty_state: 'Nothing is there',
    blocked_state: 'It says why',
    in_place_recovery: 'It goes on',
    negative_path: 'It is refused',
    cleanup_path: 'It is tidied up',
    ux_anchor: { ref: 'ux' },
    contract_anchor: { ref: 'contract' },
    automation_anchor: { ref: 'tests' },
    fixture_prerequisite: 'none',
    dependency_map: {
      flow_subpaths: { gap: 'not written down', task: 'DOC-FIX-1' },
      product_contract_owners: ['team'],
      identity_and_permissions: {
        personas: ['person'],
        service_accounts: ['none'],
        roles_and_groups: ['none'],
        break_glass_accounts: ['none'],
        approver_roles: ['approver'],
        missing_access: ['none'],
      },
      fixtures_and_state: ['none'],
      provider_runtime_surfaces: ['provider'],
      environment_routes: ['route'],
      preflight_proof: ['proof'],
      stop_rollback_owners: { rollback: 'team', cleanup: 'team', evidence: 'team', escalation: 'team' },
      residual_risk: { unproven: 'little', acceptable_because: 'small', expires: DAY, task: 'OPS-FIX-1' },
    },
    preflight_proof: 'a review',
    environment_lane: { lane: 'simulated', reason: 'it exists nowhere else' },
    status: 'ready_for_uat',
    detected_by: 'review',
    expected_gate: 'e2e',
    matrix_ids: ['UAT-DEMO-001'],
    skips: {},
    ...change,
  };
}

/** A row without any gap. */
export function readyRow(change: Partial<MatrixRow> = {}): MatrixRow {
  const row = sampleRow(change);
  const text = 'answered';
  const flow_subpaths = {
    happy: text,
    empty: text,
    blocked: text,
    recovery: text,
    negative: text,
    cleanup: text,
    rollback: text,
    evidence: text,
  };
  return { ...row, dependency_map: { ...row.dependency_map, flow_subpaths } };
}

export function sampleMatrix(...flows: MatrixRow[]): Matrix {
  return { version: 1, lanes: { simulated: { description: 'embedded', proves: 'the tests' } }, flows };
}

export function governedUntil(expires: string) {
  return { owner: 'team', task: 'OPS-FIX-2', expires, reason: 'It cannot be driven.' };
}

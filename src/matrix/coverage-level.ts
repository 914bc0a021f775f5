import type { Subpath } from '../flow-id.ts';
import type { Lane } from '../trace.ts';
import type { MatrixRow } from './matrix.ts';
import { isGap } from './matrix-values.ts';

export const COVERAGE_LEVELS = ['none', 'L0', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;
export type CoverageLevel = (typeof COVERAGE_LEVELS)[number];

/** A subpath that a test has proved, and where. */
export interface Proof {
  readonly subpath: Subpath;
  readonly lane: Lane | undefined;
}

type Rung = (row: MatrixRow, proofs: readonly Proof[]) => boolean;

/** Each level demands its own evidence on top of that of the levels before it. */
const LADDER: readonly (readonly [CoverageLevel, Rung])[] = [
  ['L0', (row) => !isGap(row.ux_anchor)],
  ['L1', (row) => !isGap(row.contract_anchor)],
  ['L2', (row) => !isGap(row.automation_anchor)],
  ['L3', (_, proofs) => proofs.some((proof) => proof.subpath === 'happy')],
  ['L4', (_, proofs) => proofs.some((proof) => proof.subpath === 'happy' && isEnvironment(proof.lane))],
  ['L5', (_, proofs) => proofs.some((proof) => proof.subpath === 'cleanup' && isEnvironment(proof.lane))],
];

/** The strongest level for which all evidence is there. `none` when not even the intent is written down. */
export function coverageLevel(row: MatrixRow, proofs: readonly Proof[]): CoverageLevel {
  const missing = LADDER.findIndex(([, met]) => !met(row, proofs));
  return COVERAGE_LEVELS.at(missing) ?? 'none';
}

function isEnvironment(lane: Lane | undefined): boolean {
  return lane !== undefined && lane !== 'simulated' && lane !== 'disposable';
}

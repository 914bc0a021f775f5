import { succeeded } from '../summary/proof.ts';
import type { Summary, Verdict } from '../summary/summary.ts';

type Judged = Pick<Summary, 'verdict' | 'proof'>;

/** 0 when the run is ready, 1 for everything else: a shut gate, an interruption, evidence that is none. */
export function exitCode({ verdict }: Judged): 0 | 1 {
  return verdict.status === 'ready' ? 0 : 1;
}

const LEFT_AS_IT_IS: readonly Verdict['status'][] = ['ready', 'not_readiness_evidence'];

/**
 * Whether the verdict makes a run fail whose tests passed. Without a matrix the run keeps Playwright's own status, and a
 * proof fails when it does not prove, or rehearse, what it was asked to.
 */
export function failsRun({ verdict, proof }: Judged): boolean {
  if (proof) return !succeeded(proof);
  return !LEFT_AS_IT_IS.includes(verdict.status);
}

import type { Summary } from '../summary/summary.ts';

/** 0 when the run is ready, 1 for everything else: a shut gate, an interruption, evidence that is none. */
export function exitCode({ verdict }: Pick<Summary, 'verdict'>): 0 | 1 {
  return verdict.status === 'ready' ? 0 : 1;
}

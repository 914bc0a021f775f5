import type { GateRow, Summary } from '../summary/summary.ts';
import { type RunFacts, type Truth, truthOf } from '../summary/truth.ts';
import { GATES } from './gates.ts';
import { judgeProof, type ProofRun } from './judge-proof.ts';
import { verdictOf } from './verdict.ts';

/**
 * The summary of a run: facts folded, gates judged, verdict given. Deterministic: the same facts give the same value,
 * in whatever order the tests come; no clock, duration, path or host enters.
 */
export function summarize(facts: RunFacts): Summary {
  const truth = truthOf(facts);
  const gates = judge(truth);
  const { lanes, providers, flows, tests, not_tested, findings } = truth;
  const verdict = verdictOf(truth, gates);
  const edges = truth.edge_coverage.length > 0 && { edge_coverage: [...truth.edge_coverage] };
  const rows = { version: 1 as const, verdict, lanes, providers, gates, flows, tests, not_tested, findings, ...edges };
  return truth.proof ? { ...rows, proof: judgeProof(truth.proof, proofRun(truth)) } : rows;
}

function proofRun({ tests, interrupted, audit }: Truth): ProofRun {
  return { tests, interrupted, leaks: audit?.filter(({ severity }) => severity === 'error').length };
}

/** Every gate, in the order in which it is shown. */
export function judge(truth: Truth): GateRow[] {
  return GATES.map(({ id, title, evaluate }) => ({ id, title, ...evaluate(truth) }));
}

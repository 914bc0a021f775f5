import type { Truth } from '../summary/truth.ts';
import { evidenceReadable, journeysAgree, nonLiveProof, noSecretFound } from './evidence-gates.ts';
import type { Judgement } from './judgement.ts';
import { nothingBlocked, nothingFailed, nothingFlaky, skipsGoverned } from './result-gates.ts';
import { matrixComplete, structuredEvidence, wholeSuite } from './structure-gates.ts';

/** One rule over the facts of a run. When several gates are shut, the most urgent one speaks first (1 is most urgent). */
export interface Gate {
  readonly id: string;
  readonly title: string;
  readonly urgency: number;
  readonly evaluate: (truth: Truth) => Judgement;
}

/** All gates, in the order in which they are shown. A gate that is not claimed keeps nothing shut. */
export const GATES: readonly Gate[] = [
  { id: 'whole-suite', title: 'The whole suite was run', urgency: 5, evaluate: wholeSuite },
  { id: 'structured-evidence', title: 'Every test names its flow', urgency: 7, evaluate: structuredEvidence },
  { id: 'matrix-complete', title: 'Every P0 and P1 flow is planned', urgency: 8, evaluate: matrixComplete },
  { id: 'nothing-failed', title: 'Nothing failed', urgency: 2, evaluate: nothingFailed },
  { id: 'nothing-blocked', title: 'Everything that is needed ran', urgency: 9, evaluate: nothingBlocked },
  { id: 'nothing-flaky', title: 'Nothing passed by chance', urgency: 10, evaluate: nothingFlaky },
  { id: 'skips-governed', title: 'Every skip has an owner and a date', urgency: 6, evaluate: skipsGoverned },
  { id: 'journeys-agree', title: 'Promised, predicted and observed agree', urgency: 3, evaluate: journeysAgree },
  { id: 'evidence-readable', title: 'All evidence is there', urgency: 4, evaluate: evidenceReadable },
  { id: 'no-secret-found', title: 'No secret in the evidence', urgency: 1, evaluate: noSecretFound },
  { id: 'non-live-proof', title: 'Proof on a disposable Keycloak', urgency: 11, evaluate: nonLiveProof },
];

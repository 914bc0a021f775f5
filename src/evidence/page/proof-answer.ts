import type { Proof, ProofPersona } from '../../summary/proof.ts';
import type { Verdict } from '../../summary/summary.ts';
import { counted, PROOF_PERSONA_WORDS, proofHeadline, VERDICT_WORDS } from '../words.ts';
import { type Html, html } from './html.ts';
import { type IconName, icon } from './icons.ts';

/** The parts of a decision card. `tone` names the colour of its class. */
export interface Answer {
  readonly question: string;
  readonly tone: string;
  readonly symbol: IconName;
  readonly title: string;
  readonly reason: string;
  readonly next_action: string;
  readonly impact: Html;
}

const LOOK: Readonly<Record<Proof['outcome']['status'], { readonly tone: string; readonly symbol: IconName }>> = {
  proved: { tone: 'passed', symbol: 'passed' },
  rehearsed: { tone: 'simulated', symbol: 'passed' },
  contradicted: { tone: 'failed', symbol: 'failed' },
  stopped: { tone: 'failed', symbol: 'shut' },
  incomplete: { tone: 'interrupted', symbol: 'flaky' },
};

const STATE_LOOK: Readonly<Record<ProofPersona['state'], IconName>> = {
  agreed: 'passed',
  agreed_with_promise: 'passed',
  contradicted: 'failed',
  stopped: 'shut',
  broken_off: 'flaky',
  not_driven: 'blocked',
};

/** The answer of a proof. What it is worth for UAT stands below, since it proves no row of a matrix. */
export function proofAnswer(proof: Proof, verdict: Verdict): Answer {
  const { status, reason, next_action } = proof.outcome;
  const { tone, symbol } = LOOK[status];
  return {
    question: `Does the change do what the contract ${proof.contract} promises?`,
    tone,
    symbol,
    title: proofHeadline(proof),
    reason,
    next_action,
    impact: impactOf(proof, verdict),
  };
}

function impactOf({ results }: Proof, verdict: Verdict): Html {
  const agreed = results.filter(({ state }) => state === 'agreed').length;
  return html`<p>${agreed} of ${counted(results.length, 'persona')} as promised and predicted.</p>
<ul class="plain">${OTHERS.map((state) => stateLine(state, results))}</ul>
<p class="none">For UAT: ${VERDICT_WORDS[verdict.status]}. A proof of one contract proves no row of a matrix.</p>`;
}

const OTHERS = ['agreed_with_promise', 'stopped', 'contradicted', 'broken_off', 'not_driven'] as const;

function stateLine(state: ProofPersona['state'], results: readonly ProofPersona[]): Html | undefined {
  const names = results.filter((result) => result.state === state).map(({ persona }) => persona);
  if (names.length === 0) return undefined;
  return html`<li>${icon(STATE_LOOK[state])} ${PROOF_PERSONA_WORDS[state]}: ${names.join(', ')}</li>`;
}

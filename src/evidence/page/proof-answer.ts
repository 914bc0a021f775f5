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
  contradicted: { tone: 'failed', symbol: 'failed' },
  stopped: { tone: 'failed', symbol: 'shut' },
  incomplete: { tone: 'interrupted', symbol: 'flaky' },
};

const STATE_LOOK: Readonly<Record<ProofPersona['state'], IconName>> = {
  agreed: 'passed',
  contradicted: 'failed',
  broken_off: 'flaky',
  not_driven: 'blocked',
};

/** The answer of a proof. What it is worth for UAT stands below, since it proves no row of a matrix. */
export function proofAnswer(proof: Proof, verdict: Verdict): Answer {
  const { status, reason, next_action } = proof.outcome;
  const { tone, symbol } = LOOK[status];
  return {
    question: `Does the change do what the contract ${proof.contract} promises?`,
    tone: status === 'proved' && proof.lane === 'simulated' ? 'simulated' : tone,
    symbol,
    title: proofHeadline(proof),
    reason,
    next_action,
    impact: impactOf(proof, verdict),
  };
}

function impactOf({ results }: Proof, verdict: Verdict): Html {
  const agreed = results.filter(({ state }) => state === 'agreed').length;
  const others = results.filter(({ state }) => state !== 'agreed');
  return html`<p>${agreed} of ${counted(results.length, 'persona')} as promised and predicted.</p>
<ul class="plain">${others.map(personaLine)}</ul>
<p class="none">For UAT: ${VERDICT_WORDS[verdict.status]}. A proof of one contract proves no row of a matrix.</p>`;
}

function personaLine({ persona, state }: ProofPersona): Html {
  return html`<li>${icon(STATE_LOOK[state])} ${persona}: ${PROOF_PERSONA_WORDS[state].toLowerCase()}</li>`;
}

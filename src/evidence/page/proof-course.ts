import type { Proof, ProofStep } from '../../summary/proof.ts';
import type { ProofRecord } from '../run-record.ts';
import { PROOF_PHASE_WORDS, PROOF_STEP_WORDS } from '../words.ts';
import { type Html, html } from './html.ts';
import { type IconName, icon } from './icons.ts';

const LOOK: Readonly<Record<ProofStep['state'], { readonly tone: string; readonly symbol: IconName }>> = {
  done: { tone: 'passed', symbol: 'passed' },
  failed: { tone: 'failed', symbol: 'failed' },
  not_reached: { tone: 'blocked', symbol: 'blocked' },
  not_needed: { tone: 'waived', symbol: 'not_claimed' },
};

/** How far a proof came, phase by phase, what the realm was before and after, and what is left of it. */
export function proofCourse(proof: Proof, record: ProofRecord | undefined): Html {
  const { non_live_proof, rollback_owner, delete_owner, stop } = proof;
  const fired =
    stop && html`<dt>Stopped</dt><dd>${[stop.says, stop.persona, stop.page].filter(Boolean).join(' · ')}</dd>`;
  return html`<ol class="course">${proof.steps.map(stepLine)}</ol>
<dl class="facts">${fired}${record && realmFacts(record)}
<dt>Demanded</dt><dd>${non_live_proof.state}: ${non_live_proof.reason}${record && ` Until ${record.valid_until}.`}</dd>
<dt>Rollback</dt><dd>${rollback_owner}</dd><dt>Deletion</dt><dd>${delete_owner}</dd></dl>
${record && leftovers(record)}`;
}

function stepLine({ phase, state, detail }: ProofStep): Html {
  const { tone, symbol } = LOOK[state];
  const why = detail && html`<span class="ids">${detail}</span>`;
  return html`<li>${PROOF_PHASE_WORDS[phase]} <span class="word is-${tone}">${icon(symbol)}${PROOF_STEP_WORDS[state]}</span>${why}</li>`;
}

function realmFacts({ server, realm, source_fingerprint, fingerprint_after_rollback }: ProofRecord): Html {
  const before = source_fingerprint && html`<dt>Before</dt><dd><code class="hash">${source_fingerprint}</code></dd>`;
  const same = fingerprint_after_rollback === source_fingerprint;
  const after =
    fingerprint_after_rollback &&
    html`<dt>After rollback</dt><dd>${same ? 'the same' : html`<code class="hash">${fingerprint_after_rollback}</code>`}</dd>`;
  const named = realm && html`<dt>Its name</dt><dd>${realm}</dd>`;
  return html`<dt>Server</dt><dd>${server}</dd>${named}${before}${after}`;
}

function leftovers({ not_rolled_back, left_behind }: ProofRecord): Html {
  const list = (title: string, lines: readonly string[]): Html | undefined =>
    lines.length > 0
      ? html`<h3 class="word is-failed">${icon('failed')}${title}</h3><ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`
      : undefined;
  return html`${list('Not rolled back', not_rolled_back)}${list('Left behind', left_behind)}`;
}

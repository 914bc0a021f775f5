import type { Summary, Verdict } from '../../summary/summary.ts';
import { counted, laneMeaning, VERDICT_WORDS } from '../words.ts';
import { type Html, html } from './html.ts';
import { type IconName, icon } from './icons.ts';
import { durationText, momentText } from './moments.ts';
import { cellAnchor, type PageModel } from './page-model.ts';
import { type Answer, proofAnswer } from './proof-answer.ts';

const ICON: Readonly<Record<Verdict['status'], IconName>> = {
  ready: 'passed',
  blocked: 'blocked',
  not_readiness_evidence: 'not_claimed',
  interrupted: 'flaky',
};
const NAMED = 8;

/** Status, Reason, Impact, Primary next action: one. Beside it lane, identity of the run, and who must still sign. */
export function decisionCard(model: PageModel): Html {
  const { question, tone, symbol, title, reason, next_action, impact } = answerOf(model);
  return html`<section class="decision is-${tone}" aria-labelledby="decision">
<div class="decision-main">
<p class="eyebrow">${question}</p>
<h1 id="decision">${icon(symbol)}${title}</h1>
<p class="reason">${reason}</p>
<div class="pair">
<div class="primary"><h2>${icon('next')}Do this first</h2><p>${next_action}</p></div>
<div class="impact"><h2>Impact</h2>${impact}</div>
</div>
</div>
<div class="decision-side">${lanes(model.summary)}${identity(model)}${signatures(model)}</div>
</section>`;
}

/** What the card says; a proof answers its own question before that of the matrix. */
function answerOf(model: PageModel): Answer {
  const { proof, verdict } = model.summary;
  if (proof) return proofAnswer(proof, verdict);
  const { status, reason, next_action } = verdict;
  const question = 'May this go to UAT?';
  const shown = { tone: status, symbol: ICON[status], title: headline(model), impact: impact(model) };
  return { question, reason, next_action, ...shown };
}

/** What was only simulated is not called ready without saying so. */
function headline({ summary: { verdict, lanes } }: PageModel): string {
  const simulated = verdict.status === 'ready' && lanes.length > 0 && lanes.every((lane) => lane === 'simulated');
  return simulated ? 'Ready in simulation' : VERDICT_WORDS[verdict.status];
}

function impact({ summary }: PageModel): Html {
  const { flows, personas } = summary.verdict.impact;
  const none = `No flow and no persona is ${summary.verdict.status === 'ready' ? 'held up' : 'named'}.`;
  if (flows.length + personas.length === 0) return html`<p>${none}</p>`;
  return html`<p>${counted(flows.length, 'flow')}, ${counted(personas.length, 'persona')}</p>
<ul class="names">${flows.slice(0, NAMED).map(flowLink)}${more(flows.length)}</ul>
<ul class="names">${personas.slice(0, NAMED).map((persona) => html`<li>${persona}</li>`)}${more(personas.length)}</ul>`;
}

function flowLink(flow: string): Html {
  return html`<li><a href="#${cellAnchor(flow, 'all')}">${flow}</a></li>`;
}

function more(count: number): Html | undefined {
  return count > NAMED ? html`<li>and ${count - NAMED} more</li>` : undefined;
}

function lanes({ lanes: names, proof }: Summary): Html {
  const rows = names.map(
    (name) => html`<p class="lane is-${name}"><strong>${name}</strong> ${laneMeaning(name, proof)}</p>`,
  );
  return html`<h2>Lane</h2>${rows.length === 0 ? html`<p>No journey was driven.</p>` : rows}`;
}

function identity({ run }: PageModel): Html {
  const revision = run.revision && html`<dt>Revision</dt><dd><code>${run.revision}</code></dd>`;
  return html`<h2>This run</h2><dl class="facts">
<dt>Packet</dt><dd><code>${run.packet_id}</code></dd>
<dt>Started</dt><dd><time datetime="${run.started_at}">${momentText(run.started_at)}</time></dd>
<dt>Took</dt><dd>${durationText(run.duration_ms)}</dd>${revision}
</dl>`;
}

function signatures({ summary }: PageModel): Html {
  const roles = summary.verdict.signoff;
  const rows = roles.map((role) => html`<li>${icon('sign')}${role}</li>`);
  const list = roles.length === 0 ? html`<p>No role is named to sign.</p>` : html`<ul class="signatures">${rows}</ul>`;
  return html`<h2>Must still sign</h2>${list}`;
}

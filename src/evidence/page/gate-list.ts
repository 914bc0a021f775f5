import type { GateRow } from '../../summary/summary.ts';
import { GATE_WORDS, gateCount } from '../words.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

/** All gates, vertical, each with the fact that opened it or keeps it shut. */
export function gateList(gates: readonly GateRow[]): Html {
  const list = html`<ol class="gates">${gates.map(gateItem)}</ol>`;
  return html`<section class="gate-section" aria-labelledby="gates">
<h2 id="gates">Gates <span class="count">${gateCount(gates)}</span></h2>
${gates.length === 0 ? html`<p>No gate was evaluated.</p>` : list}
</section>`;
}

function gateItem({ id, title, state, fact, help }: GateRow): Html {
  const next = state === 'open' || !help ? undefined : html`<p class="next">${icon('next')}${help}</p>`;
  return html`<li class="gate is-${state}" id="gate-${id}">${icon(state)}
<div><h3>${title} <span class="word">${GATE_WORDS[state]}</span></h3><p>${fact}</p>${next}</div></li>`;
}

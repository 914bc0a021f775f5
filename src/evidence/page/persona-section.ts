import { counted, laneMeaning } from '../words.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { PageModel } from './page-model.ts';
import { stripView } from './strip-view.ts';
import type { PersonaStrips, Strip } from './strips.ts';

/** With more strips than this, each persona starts with one open; those that differ are never folded. */
const OPEN_STRIPS = 6;

/** Film strips per persona: promised, predicted, observed, in aligned columns. */
export function personaSection(model: PageModel): Html {
  const { personas } = model;
  const strips = personas.flatMap((persona) => persona.strips);
  const open = strips.length <= OPEN_STRIPS;
  return html`<section aria-labelledby="personas">
<h2 id="personas">Personas <span class="count">${counted(personas.length, 'persona')}, ${counted(strips.length, 'journey')}</span></h2>
<p class="lead">${strips.length === 0 ? NONE : HOW_TO_READ}</p>
${personas.map((persona) => personaView(model, persona, open))}
</section>`;
}

const NONE = 'No journey was driven in a browser, so nothing can be compared.';
const HOW_TO_READ =
  'Read each strip from left to right: the first step at which promise, prediction and browser part is marked.';

function personaView(model: PageModel, { persona, strips, differing }: PersonaStrips, open: boolean): Html {
  const some = differing < strips.length ? `${differing} of ${counted(strips.length, 'journey')} ` : '';
  const words = differing === 0 ? 'as promised' : `${some}not as promised`;
  return html`<article class="persona"><h3>${persona} ${agreement(differing === 0, words)}</h3>
${usualFirst(strips).map((strip, at) => foldable(model, strip, open || at === 0 || strip.journey.first_difference >= 0))}</article>`;
}

/** What most tests of a persona saw is its usual journey; ties stay in order. */
function usualFirst(strips: readonly Strip[]): Strip[] {
  return strips.toSorted((a, b) => b.tests.length - a.tests.length);
}

function foldable(model: PageModel, strip: Strip, open: boolean): Html {
  const { journey, anchor } = strip;
  const at = journey.first_difference;
  const chain = journey.observed.steps.map((step) => step.state).join(' → ');
  return html`<details class="strip" id="${anchor}"${open ? html` open` : undefined}><summary><strong>${journey.contract}</strong> <span>${journey.journey}</span>
<span class="lane-tag is-${journey.lane}" title="${laneMeaning(journey.lane, model.summary.proof)}">${journey.lane}</span> ${agreement(at < 0, at < 0 ? 'as promised' : `differs at step ${at + 1}`)} <span class="chain">${chain}</span></summary>
${stripView(model, strip)}</details>`;
}

function agreement(agrees: boolean, words: string): Html {
  const state = agrees ? 'passed' : 'failed';
  return html`<span class="word is-${state}">${icon(state)}${words}</span>`;
}

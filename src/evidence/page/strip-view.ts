import type { TestJourney } from '../../summary/summary.ts';
import type { Step } from '../../trace.ts';
import { payloadPath } from '../packet-path.ts';
import { figure } from './figure.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { PageModel } from './page-model.ts';
import type { Column, Strip } from './strips.ts';

/** Columns in one band; a longer journey goes on in the next, as a line of text does. */
const BAND = 5;
interface Shown {
  readonly state: string;
  readonly page?: string | undefined;
  readonly message?: string | undefined;
}
const ROWS = ['promised', 'predicted', 'observed'] as const;

/** The three rows of a journey, the reason where they part, how it ended, and which tests drove it. */
export function stripView(model: PageModel, strip: Strip): Html {
  const starts = strip.columns.map((_, at) => at).filter((at) => at % BAND === 0);
  return html`${starts.map((start) => band(model, strip, start))}
<div class="strip-foot">${ending(strip.journey)}${unknowns(strip.journey)}${drivers(model, strip)}</div>`;
}

function band(model: PageModel, strip: Strip, start: number): Html {
  const columns = strip.columns.slice(start, start + BAND);
  const parted = columns.find((column) => column.differs);
  const wide = strip.columns.length < BAND ? ' is-wide' : '';
  return html`<div class="band${wide}"><div class="rows" aria-hidden="true"><span></span>${ROWS.map((row) => html`<span>${row}</span>`)}</div>
<ol class="steps" start="${start + 1}">${columns.map((column) => stepView(model, strip, column))}</ol></div>
${parted ? difference(strip.journey, parted) : undefined}`;
}

function stepView(model: PageModel, strip: Strip, column: Column): Html {
  const { number, observed, differs } = column;
  const mark = differs ? html`<span class="mark">${icon('differs')}differs here</span>` : undefined;
  return html`<li class="step${differs ? ' is-different' : ''}"><p class="step-number">${number}${mark}</p>
${ROWS.map((row) => html`<div class="row"><span class="row-name">${row}</span>${chip(column, row)}</div>`)}
<div class="seen">${observed && shot(model, strip, observed, number)}</div></li>`;
}

function chip(column: Column, row: (typeof ROWS)[number]): Html {
  const step: Shown | undefined = column[row];
  const odd = column.odd.includes(row) ? ' is-odd' : '';
  if (!step) return html`<span class="chip is-absent${odd}">nothing</span>`;
  const page = step.page && step.page !== step.state ? html`<code>${step.page}</code>` : undefined;
  const message = step.message && html`<em>${step.message}</em>`;
  return html`<span class="chip${odd}"><b>${step.state}</b>${page}${message}</span>`;
}

function shot(model: PageModel, strip: Strip, step: Step, number: number): Html {
  if (!step.picture) return html`<p class="none">no picture</p>`;
  const alt = `Redacted picture of ${step.page}, ${strip.journey.persona}, step ${number}`;
  return figure(model, payloadPath(step.picture), { anchor: `${strip.anchor}-${number}`, back: strip.anchor, alt });
}

function difference(journey: TestJourney, { number, promised, predicted, observed }: Column): Html {
  const [said, computed, seen] = [promised, predicted, observed].map((step) => step?.state ?? 'nothing');
  const because = predicted?.because ?? observed?.because;
  const rule =
    because &&
    html`<p>${predicted?.because ? 'Predicted' : 'Observed'} because <code>${because.execution}</code> is <code>${because.requirement}</code>: ${because.rule}.</p>`;
  const allowed = journey.allowed_next.length > 0 && html`<p>Allowed here: ${journey.allowed_next.join(', ')}</p>`;
  return html`<div class="because"><p><strong>Step ${number} differs.</strong> Promised <b>${said}</b>, predicted <b>${computed}</b>, observed <b>${seen}</b>.</p>
${journey.reason && html`<p>${journey.reason}</p>`}${rule}${allowed || undefined}</div>`;
}

function ending({ predicted, observed }: TestJourney): Html {
  const text = [observed.end.kind, observed.end.error, observed.end.reason].filter(Boolean).join(': ');
  const same = predicted.end.kind === observed.end.kind;
  return html`<p>Ended in <b>${text}</b>${same ? ', as predicted' : `; predicted was ${predicted.end.kind}`}.</p>`;
}

function unknowns({ predicted, observed }: TestJourney): Html | undefined {
  const rows = [...predicted.unsupported, ...observed.unsupported];
  if (rows.length === 0) return undefined;
  return html`<p>Cannot be known from the export: ${rows.map(({ what, reason }) => `${what} (${reason})`).join('; ')}.</p>`;
}

function drivers({ anchors }: PageModel, { tests }: Strip): Html {
  const links = tests.map((test) => html`<li><a href="#${anchors.get(test.id)}">${test.title}</a></li>`);
  return html`<div>Driven by <ul class="names">${links}</ul></div>`;
}

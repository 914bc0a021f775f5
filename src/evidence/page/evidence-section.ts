import type { Cell, FlowRow, TestRow } from '../../summary/summary.ts';
import { CELL_WORDS, counted } from '../words.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { cellAnchor, type PageModel } from './page-model.ts';
import { testView } from './test-view.ts';

/** With more flows than this, those that hold nothing up start folded; a link into one still opens it. */
const OPEN_FLOWS = 8;

/** What every cell of the table rests on: its tests, their pictures, or the reason why there is nothing. */
export function evidenceSection(model: PageModel): Html {
  const { flows, tests } = model.summary;
  const inCells = new Set(flows.flatMap((flow) => flow.cells.flatMap((cell) => cell.tests)));
  const loose = tests.filter((test) => !inCells.has(test.id));
  return html`<section aria-labelledby="evidence">
<h2 id="evidence">Evidence <span class="count">${counted(tests.length, 'test')}</span></h2>
${flows.map((flow) => flowEvidence(model, flow))}${looseTests(model, loose)}
</section>`;
}

function flowEvidence(model: PageModel, flow: FlowRow): Html {
  const { flow_id, title, state, cells } = flow;
  const quiet = state === 'passed' || state === 'waived';
  const open = model.summary.flows.length <= OPEN_FLOWS || !quiet ? html` open` : undefined;
  return html`<details class="flow" id="${cellAnchor(flow_id, 'all')}"${open}><summary><h3>${title}</h3> <span class="ids">${flow_id}</span> <span class="word is-${state}">${icon(state)}${CELL_WORDS[state]}</span></summary>
${cells.map((cell) => cellEvidence(model, flow, cell))}</details>`;
}

function cellEvidence(model: PageModel, flow: FlowRow, cell: Cell): Html {
  const { subpath, state, reason, next, lane } = cell;
  const tests = cell.tests.flatMap((id) => model.tests.get(id) ?? []);
  const where = lane && html` <span class="lane-tag is-${lane}">${lane}</span>`;
  return html`<div class="proof" id="${cellAnchor(flow.flow_id, subpath)}"><h4>${subpath}</h4><p class="word is-${state}">${icon(state)}${CELL_WORDS[state]}${where}</p>
<div><p>${reason}</p>${next && html`<p class="next">${icon('next')}${next}</p>`}${testList(model, tests)}</div></div>`;
}

function looseTests(model: PageModel, tests: readonly TestRow[]): Html | undefined {
  if (tests.length === 0) return undefined;
  return html`<article class="flow"><h3>Tests that speak for no flow of the matrix</h3><p>They prove nothing about readiness.</p>${testList(model, tests)}</article>`;
}

function testList(model: PageModel, tests: readonly TestRow[]): Html | undefined {
  return tests.length === 0 ? undefined : html`<ul class="tests">${tests.map((test) => testView(model, test))}</ul>`;
}

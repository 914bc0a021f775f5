import { PRIORITIES, type Priority, SUBPATHS } from '../../flow-id.ts';
import type { Cell, CellState, FlowRow } from '../../summary/summary.ts';
import { CELL_WORDS, counted } from '../words.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { cellAnchor } from './page-model.ts';

/** Flows x subpaths: one row per flow, eight cells, each an icon and a word that leads to its evidence. */
export function flowTable(flows: readonly FlowRow[]): Html {
  return html`<section aria-labelledby="flows">
<h2 id="flows">Flows and subpaths <span class="count">${counted(flows.length, 'flow')}</span></h2>
${flows.length === 0 ? html`<p>No matrix was given: what has no test cannot be seen.</p>` : table(flows)}
</section>`;
}

function table(flows: readonly FlowRow[]): Html {
  const heads = SUBPATHS.map((subpath) => html`<th scope="col" role="columnheader">${subpath}</th>`);
  return html`<table class="flows" role="table" aria-labelledby="flows">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Flow</th>${heads}</tr></thead>
${PRIORITIES.map((priority) => group(priority, flows))}
</table>`;
}

function group(priority: Priority, all: readonly FlowRow[]): Html | undefined {
  const flows = all.filter((flow) => flow.priority === priority);
  if (flows.length === 0) return undefined;
  const text = html`${priority} <span>${counted(flows.length, 'flow')}${tally(flows)}</span>`;
  const head = html`<th scope="rowgroup" role="rowheader" colspan="9">${text}</th>`;
  return html`<tbody role="rowgroup"><tr role="row" class="priority">${head}</tr>${flows.map(flowRow)}</tbody>`;
}

function tally(flows: readonly FlowRow[]): string {
  const states: readonly CellState[] = ['failed', 'blocked', 'flaky', 'waived', 'passed'];
  const counts = states.map((state) => [state, flows.filter((flow) => flow.state === state).length] as const);
  return counts.map(([state, count]) => (count > 0 ? `, ${count} ${state}` : '')).join('');
}

function flowRow(flow: FlowRow): Html {
  const { flow_id, title, matrix_ids, persona, status, cells } = flow;
  const about = [...matrix_ids, persona, `declared ${status}`].join(' · ');
  const head = html`<a href="#${cellAnchor(flow_id, 'all')}">${title}</a><span class="ids">${flow_id}</span><span class="ids">${about}</span>`;
  return html`<tr role="row"><th scope="row" role="rowheader">${head}</th>${cells.map((cell) => cellData(flow, cell))}</tr>`;
}

function cellData({ flow_id }: FlowRow, { subpath, state }: Cell): Html {
  const name = html`<span class="cell-name">${subpath}</span>`;
  return html`<td role="cell"><a class="cell is-${state}" href="#${cellAnchor(flow_id, subpath)}">${name} <span class="state">${icon(state)}${CELL_WORDS[state]}</span></a></td>`;
}

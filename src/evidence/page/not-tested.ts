import type { Cell, FlowRow, Summary, Waiver } from '../../summary/summary.ts';
import { daysLeft, type RunRecord } from '../run-record.ts';
import { counted } from '../words.ts';
import { factTable } from './fact-table.ts';
import { type Html, type HtmlPart, html } from './html.ts';
import { icon } from './icons.ts';
import { cellAnchor, type PageModel } from './page-model.ts';

type Gap = Summary['not_tested'][number];

/** What was not tested, as visible as what was; then what was waived, by whom, and for how long. */
export function notTested({ summary, run }: PageModel): Html {
  return html`<section aria-labelledby="not-tested">
<h2 id="not-tested">What was not tested <span class="count">${counted(summary.not_tested.length, 'subpath')}</span></h2>
${summary.not_tested.length === 0 ? nothing(summary) : gapTable(summary.not_tested)}
${waivers(summary, run)}
</section>`;
}

function nothing({ flows }: Summary): Html {
  if (flows.length === 0) return html`<p>No matrix was given, so what is missing cannot be named.</p>`;
  return html`<p>${icon('passed')}Every subpath of ${counted(flows.length, 'flow')} has a result.</p>`;
}

function gapTable(gaps: readonly Gap[]): Html {
  const rows = gaps.map(({ flow_id, subpath, reason }) => [cellLink(flow_id, subpath), subpath, reason]);
  return factTable(['Flow', 'Subpath', 'Why'], rows);
}

function waivers({ flows }: Summary, run: RunRecord): Html | undefined {
  const rows = flows.flatMap((flow) => flow.cells.flatMap((cell) => waiverRow(run, flow, cell)));
  if (rows.length === 0) return undefined;
  return html`<h3>Waivers <span class="count">${rows.length}</span></h3>
${factTable(['Flow', 'Subpath', 'Reason', 'Owner', 'Task', 'Expires'], rows)}`;
}

function waiverRow(run: RunRecord, { flow_id }: FlowRow, { subpath, waiver }: Cell): HtmlPart[][] {
  if (!waiver) return [];
  const left = waiverText(waiver, daysLeft(run, { flow_id, subpath }));
  const expires = html`${waiver.expires} <span class="word${waiver.expired ? ' is-failed' : ''}">${left}</span>`;
  return [[cellLink(flow_id, subpath), subpath, waiver.reason, waiver.owner, waiver.task, expires]];
}

function cellLink(flowId: string, subpath: string): Html {
  return html`<a href="#${cellAnchor(flowId, subpath)}">${flowId}</a>`;
}

function waiverText({ expired }: Waiver, days: number | undefined): string | undefined {
  if (expired) return days === undefined ? 'expired' : `expired ${counted(-days, 'day')} ago`;
  return days === undefined ? undefined : `${counted(days, 'day')} left`;
}

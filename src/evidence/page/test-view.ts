import type { CellState, Outcome, Picture, TestRow } from '../../summary/summary.ts';
import { OUTCOME_WORDS } from '../words.ts';
import { figure } from './figure.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { durationText } from './moments.ts';
import type { OwnPicture } from './own-pictures.ts';
import type { PageModel } from './page-model.ts';

const LOOK: Readonly<Record<Outcome, CellState>> = {
  passed: 'passed',
  failed: 'failed',
  flaky: 'flaky',
  skipped: 'waived',
  known_defect: 'flaky',
  did_not_run: 'blocked',
};

/** One test: outcome, where it stands, why, and the pictures that no film strip shows. */
export function testView(model: PageModel, test: TestRow): Html {
  const look = LOOK[test.outcome];
  const reason = test.reason && html`<p>${test.reason}</p>`;
  return html`<li class="test" id="${model.anchors.get(test.id)}"><p class="test-title"><span class="word is-${look}">${icon(look)}${OUTCOME_WORDS[test.outcome]}</span> <bdi>${test.title}</bdi></p>
<p class="where">${where(model, test)}</p>${reason}${stripLinks(model, test)}${pictures(model, test)}</li>`;
}

function where({ run }: PageModel, { id, matrix_id }: TestRow): string {
  const location = Object.hasOwn(run.locations, id) ? run.locations[id] : undefined;
  const took = Object.hasOwn(run.durations_ms, id) ? run.durations_ms[id] : undefined;
  return [matrix_id, location, took === undefined ? undefined : durationText(took)].filter(Boolean).join(' · ');
}

function stripLinks({ personas }: PageModel, test: TestRow): Html | undefined {
  if (test.journeys.length === 0) return undefined;
  const strips = personas.flatMap(({ strips: all }) => all.filter(({ tests }) => tests.includes(test)));
  const links = strips.map(
    ({ anchor, journey }) => html`<li><a href="#${anchor}">${journey.persona}: ${journey.contract}</a></li>`,
  );
  return html`<div class="where">Film strip <ul class="names">${links}</ul></div>`;
}

function pictures(model: PageModel, test: TestRow): Html | undefined {
  const own = (model.own.get(test.id) ?? []).map((picture) => ownFigure(model, test, picture));
  const withheld = test.pictures.filter(({ status }) => status === 'withheld').map(withheldView);
  return own.length + withheld.length === 0 ? undefined : html`<div class="shots">${own}${withheld}</div>`;
}

function ownFigure(model: PageModel, test: TestRow, { path, title }: OwnPicture): Html {
  const back = model.anchors.get(test.id) ?? 'evidence';
  return figure(model, path, { anchor: `${back}-${path.replace(/[^A-Za-z0-9]+/g, '-')}`, back, alt: title });
}

function withheldView({ title, page, reason }: Picture): Html {
  return html`<div class="withheld"><b>Withheld</b><span>${title} (${page})</span><span>${reason ?? 'It could not be shown safely.'}</span></div>`;
}

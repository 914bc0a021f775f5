import type { SightedMachine } from '../review/sighted-machine.ts';
import { stateOf } from '../screens.ts';
import type { DrawnPage, Mark } from './drawing.ts';
import { asksAgain } from './drawn-ways.ts';
import type { FoldedPage, Folding } from './fold-machine.ts';
import { pageName } from './page-names.ts';
import type { Standing } from './standing.ts';
import type { Trail } from './trails.ts';

/** The picture a page is drawn into. */
export interface Canvas {
  readonly sighted: SightedMachine;
  readonly folding: Folding;
  readonly trails: readonly Trail[];
  readonly is_first: boolean;
}

const NAMED_BY: Readonly<Record<Standing, (page: FoldedPage) => string>> = {
  open: ({ first }) => pageName(first.page),
  refused: ({ first }) => pageName(first.page),
  refusing: ({ first }) => `${pageName(first.page)}, and no answer is right`,
  lost: () => 'No way in any more',
};

export function drawnPage(page: FoldedPage, canvas: Canvas): DrawnPage {
  const marks = canvas.trails.flatMap(({ mark, stops }) => (stops.includes(page.id) ? [mark] : []));
  const strays = isStray(marks, canvas);
  return {
    id: page.id,
    name: NAMED_BY[page.standing](page),
    lines: [...aboutOf(page), ...failingLines(page, canvas), ...markLines(page, canvas), ...(strays ? [STRAY] : [])],
    shape: page.standing === 'open' ? (page.first.end ? 'end' : 'page') : 'refusal',
    marks: strays ? [...marks, 'contradiction'] : marks,
    is_first: canvas.is_first,
  };
}

const STRAY = 'contradiction: seen, not promised';

/** Where both ways are drawn, a page of the one that was seen belongs to the promised one. */
function isStray(marks: readonly Mark[], { trails }: Canvas): boolean {
  const isCompared = trails.some(({ mark, stops }) => mark === 'promised' && stops.length > 0);
  return isCompared && marks.includes('seen') && !marks.includes('promised');
}

/** Under the name: the page's id and browser state, and the text with which somebody is refused. */
function aboutOf({ first, standing, pages }: FoldedPage): string[] {
  if (standing === 'lost') return [`blocked: right answers are refused on ${pages.map(pageName).join(', ')}`];
  const { page, message, end } = first;
  const state = standing === 'refusing' ? 'blocked' : stateOf(page, message);
  const detail = end?.error ?? end?.alias ?? end?.reason;
  const text = standing === 'open' && !end ? undefined : message;
  return [
    page.replaceAll('-', '_') === state ? state : `${page} · ${state}`,
    ...(detail === undefined ? [] : [detail]),
    ...(text === undefined || text === detail ? [] : [`“${text}”`]),
  ];
}

/** Wrong answers that lead to the same page are told on it, not drawn. */
function failingLines(page: FoldedPage, { sighted, folding }: Canvas): string[] {
  return page.standing !== 'lost' && asksAgain(page, sighted, folding) ? ['wrong or empty answers: asked again'] : [];
}

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  promised: 'promised',
  seen: 'seen',
  contradiction: 'contradiction',
};

/** `promised, page 2`. */
function markLines({ id }: FoldedPage, { trails }: Canvas): string[] {
  return trails.flatMap(({ mark, stops }) => {
    const at = stops.flatMap((stop, index) => (stop === id ? [index + 1] : []));
    return at.length > 0 ? [`${MARK_WORDS[mark]}, page ${at.join(' and ')}`] : [];
  });
}

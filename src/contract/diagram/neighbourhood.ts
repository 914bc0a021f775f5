import type { Drawing } from './drawing.ts';

/** A picture that nobody could read is cut to what is marked, and what leads on from there in one step; a note says so. */
export function neighbourhood(drawing: Drawing, most: number): Drawing {
  const { pages, ways, notes } = drawing;
  if (pages.length <= most) return drawing;
  const marked = new Set(pages.filter(({ marks, is_first }) => is_first || marks.length > 0).map(({ id }) => id));
  const near = new Set([...marked, ...ways.filter(({ from }) => marked.has(from)).map(({ to }) => to)]);
  const kept = pages.filter(({ id }) => near.has(id)).slice(0, Math.max(most, marked.size));
  const ids = new Set(kept.map(({ id }) => id));
  const left = `${kept.length} of ${pages.length} pages drawn: the marked ways, and what leads on from them in one step`;
  return {
    ...drawing,
    pages: kept,
    ways: ways.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    notes: [left, ...notes],
  };
}

import type { SightedMachine, Way } from '../review/sighted-machine.ts';
import type { DrawnWay, Mark } from './drawing.ts';
import type { FoldedPage, Folding } from './fold-machine.ts';
import { inputWords, type Manner, mannerOf } from './input-words.ts';
import type { Standing } from './standing.ts';
import type { Trail } from './trails.ts';

/** Every way between two pages of the picture, ways that lead alike drawn as one. */
export function drawnWays(sighted: SightedMachine, folding: Folding, trails: readonly Trail[]): DrawnWay[] {
  const { machine, initial, ways } = sighted;
  const entrance = folding.get(initial.id);
  const drawn = new Map<string, Leading>();
  for (const way of machine.states.flatMap(({ id }) => ways.get(id) ?? [])) {
    const [from, to] = [folding.get(way.edge.from), folding.get(way.to.id)];
    if (!from || !to || from === to || !isDrawn(mannerOf(way.edge), { from, to, entrance })) continue;
    const key = JSON.stringify([from.id, to.id]);
    const leading = drawn.get(key) ?? { from, to, ways: [] };
    leading.ways.push(way);
    drawn.set(key, leading);
  }
  return [...drawn.values()].map((leading) => ({
    from: leading.from.id,
    to: leading.to.id,
    labels: labelsOf(leading, asksAgain(leading.from, sighted, folding)),
    marks: marksOf(leading, folding, trails),
  }));
}

interface Leading {
  readonly from: FoldedPage;
  readonly to: FoldedPage;
  readonly ways: Way[];
}

interface Ends {
  readonly from: FoldedPage;
  readonly to: FoldedPage;
  readonly entrance: FoldedPage | undefined;
}

/** Starting over leads to the entrance from everywhere, and a reload shows the same page: neither is worth a line. */
function isDrawn(manner: Manner, { from, to, entrance }: Ends): boolean {
  if (from.standing === 'lost') return false;
  if (manner !== 'around') return true;
  return to !== entrance && to.first.page !== from.first.page && to.standing !== 'lost';
}

function marksOf({ from, to }: Leading, folding: Folding, trails: readonly Trail[]): Mark[] {
  return trails.flatMap(({ mark, edges }) => {
    const isOn = edges.some((edge) => folding.get(edge.from) === from && folding.get(edge.to) === to);
    return isOn ? [mark] : [];
  });
}

/** Whether a wrong answer may bring the same page back. */
export function asksAgain(page: FoldedPage, { ways }: SightedMachine, folding: Folding): boolean {
  const own = [...folding].filter(([, each]) => each === page).flatMap(([id]) => ways.get(id) ?? []);
  return own.some(({ edge, to }) => mannerOf(edge) === 'failing' && folding.get(to.id) === page);
}

/** What is wrong too often is not what is wrong at once: before that, the page asks again. */
function labelsOf({ to, ways }: Leading, isAskedAgain: boolean): string[] {
  const tooOften = isAskedAgain && SHUT.includes(to.standing);
  const labels = ways.map(({ edge }) =>
    tooOften && mannerOf(edge) === 'failing' ? 'wrong too often' : inputWords(edge),
  );
  return [...new Set(labels)];
}

const SHUT: readonly Standing[] = ['lost', 'refusing'];

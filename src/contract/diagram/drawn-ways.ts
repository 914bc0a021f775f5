import type { SightedMachine, Way } from '../review/sighted-machine.ts';
import type { DrawnWay, Mark } from './drawing.ts';
import type { FoldedPage, Folding } from './fold-machine.ts';
import { inputWords, type Manner, mannerOf } from './input-words.ts';
import type { Standing } from './standing.ts';
import type { Trail } from './trails.ts';

/** Every way between two pages of the picture, ways that lead alike drawn as one. */
export function drawnWays(
  { machine, initial, ways }: SightedMachine,
  folding: Folding,
  trails: readonly Trail[],
): DrawnWay[] {
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
  return [...drawn.values()].map((leading) => drawnWay(leading, folding, trails));
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

function drawnWay({ from, to, ways }: Leading, folding: Folding, trails: readonly Trail[]): DrawnWay {
  const marks = trails.flatMap(({ mark, edges }): Mark[] => {
    const isOn = edges.some((edge) => folding.get(edge.from) === from && folding.get(edge.to) === to);
    return isOn ? [mark] : [];
  });
  return { from: from.id, to: to.id, labels: labelsOf(to, ways), marks };
}

/** What is wrong too often is not what is wrong at once. */
function labelsOf(to: FoldedPage, ways: readonly Way[]): string[] {
  const labels = ways.map(({ edge }) =>
    mannerOf(edge) === 'failing' && SHUT.includes(to.standing) ? 'wrong too often' : inputWords(edge),
  );
  return [...new Set(labels)];
}

const SHUT: readonly Standing[] = ['lost', 'refusing'];

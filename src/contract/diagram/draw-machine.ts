import type { Recording } from '../conformance/recording.ts';
import type { ExpectedState } from '../contract.ts';
import type { SightedMachine } from '../review/sighted-machine.ts';
import type { Drawing } from './drawing.ts';
import { drawnPage } from './drawn-page.ts';
import { drawnWays } from './drawn-ways.ts';
import { foldMachine } from './fold-machine.ts';
import { neighbourhood } from './neighbourhood.ts';
import { promisedTrail, seenTrail } from './trails.ts';

/** What is drawn: a persona's machine, what is promised of it, and what was seen of it. */
export interface Subject {
  readonly title: string;
  readonly sighted: SightedMachine;
  readonly promised: readonly ExpectedState[];
  readonly observed?: Recording;
  /** The most pages of a picture, 60 unless told. */
  readonly most_pages?: number;
}

const MOST_PAGES = 60;

/** The picture of one persona's sign-in: every page that can come, with the promised and the observed way in it. */
export function drawMachine({ title, sighted, promised, observed, most_pages = MOST_PAGES }: Subject): Drawing {
  const folding = foldMachine(sighted);
  const first = folding.get(sighted.initial.id)?.id ?? '';
  const trails = [
    promisedTrail(sighted, folding, promised),
    ...(observed ? [seenTrail(sighted, folding, observed)] : []),
  ];
  const pages = [...new Set(folding.values())].map((page) =>
    drawnPage(page, { sighted, folding, trails, is_first: page.id === first }),
  );
  const connected = reachable({ title, notes: [], pages, ways: drawnWays(sighted, folding, trails) });
  const strangers = trails.flatMap(({ stranger }) => (stranger ? [stranger] : []));
  const drawing: Drawing = {
    title,
    notes: [...notesOf(sighted, connected.pages.length), LEGEND],
    pages: [...connected.pages, ...strangers.map(({ page }) => page)],
    ways: [...connected.ways, ...strangers.flatMap(({ way }) => (way ? [way] : []))],
  };
  return neighbourhood(drawing, most_pages);
}

/** Without pages to which only reloading or starting over leads: those are not drawn. */
function reachable(drawing: Drawing): Drawing {
  const ids = new Set(drawing.pages.filter(({ is_first, marks }) => is_first || marks.length > 0).map(({ id }) => id));
  for (const id of ids) for (const { from, to } of drawing.ways) if (from === id) ids.add(to);
  return {
    ...drawing,
    pages: drawing.pages.filter(({ id }) => ids.has(id)),
    ways: drawing.ways.filter(({ from }) => ids.has(from)),
  };
}

const LEGEND = 'thick line: promised · double frame, dashed line: seen in the browser · dotted, red: contradiction';

function notesOf({ machine: { states, findings } }: SightedMachine, drawn: number): string[] {
  const folded = `${states.length} situations of the machine drawn as ${drawn} pages; reloading and starting over are left out`;
  return [folded, ...findings.map(({ message }) => message)];
}

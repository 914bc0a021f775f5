import type { Because } from '../../trace.ts';
import type { SightedMachine, Way } from '../review/sighted-machine.ts';
import { walkAlong, walkText } from '../walk.ts';
import type { Layer } from './layers.ts';
import { mayBe, type Sighting } from './sighting.ts';

/** The nearest thing to what was seen that the machine has, and what would have to be different for it to be there. */
export interface Nearest {
  readonly page?: string;
  readonly message?: string;
  readonly because?: Because;
  readonly different: string;
}

/** Looks for the page that was seen, first right here with another text, then further on, then elsewhere. */
export function nearestOf(sighted: SightedMachine, layer: Layer | undefined, sighting: Sighting): Nearest {
  return (
    otherDetail(sighted, layer, sighting) ??
    furtherOn(sighted, layer, sighting) ??
    elsewhere(sighted, sighting) ?? { different: 'no page of this login is like that, whatever is answered' }
  );
}

type Detail = 'message' | 'again' | 'error';

const DETAILS: Readonly<Record<Detail, (way: Pick<Way, 'to'>, sighting: Sighting) => string>> = {
  message: ({ to }) =>
    `the page may come here, ${to.message ? `with the text ${JSON.stringify(to.message)}` : 'without a text'}`,
  again: (_way, { again }) =>
    `the page may come here, but about ${again ? 'another step than' : 'the same step as'} the page before`,
  error: ({ to }) => `the sign-in may end here, with ${to.end?.error ?? 'no error'}`,
};

/** Here, if only one thing about the page were different. */
function otherDetail(sighted: SightedMachine, layer: Layer | undefined, sighting: Sighting): Nearest | undefined {
  const here = layer
    ? [...layer.values()].flatMap(({ to: from }) => (sighted.ways.get(from.id) ?? []).map((way) => ({ ...way, from })))
    : [{ to: sighted.initial, arrives: sighted.arrives }];
  for (const detail of Object.keys(DETAILS) as Detail[]) {
    if (sighting[detail] === undefined) continue;
    const found = here.find((shown) => mayBe(sighting, shown, detail));
    if (found) return { page: found.to.page, because: found.to.because, different: DETAILS[detail](found, sighting) };
  }
  return undefined;
}

/** Later in the same login: the recording left pages out, or the login did. */
function furtherOn(sighted: SightedMachine, layer: Layer | undefined, sighting: Sighting): Nearest | undefined {
  if (!layer) return undefined;
  const found = search(sighted, [...layer.keys()], sighting);
  if (!found) return undefined;
  const text = walkText(walkAlong(sighted.machine, found.edges));
  return { ...found.nearest, different: `it comes only after ${text}` };
}

function elsewhere(sighted: SightedMachine, sighting: Sighting): Nearest | undefined {
  const found = search(sighted, [sighted.initial.id], sighting);
  if (!found) return undefined;
  const text = walkText(walkAlong(sighted.machine, found.edges));
  return { ...found.nearest, different: `it comes only on another way: ${text}` };
}

interface Found {
  readonly nearest: Omit<Nearest, 'different'>;
  readonly edges: readonly Way['edge'][];
}

/** Breadth-first, so that what is found is nearest. Texts count only if nothing of the page comes with that text. */
function search(sighted: SightedMachine, from: readonly string[], sighting: Sighting): Found | undefined {
  const { again: _relative, ...absolute } = sighting;
  const { message: _text, ...looks } = absolute;
  return along(sighted, from, absolute) ?? along(sighted, from, looks);
}

function along({ ways }: SightedMachine, from: readonly string[], sighting: Sighting): Found | undefined {
  const paths = new Map<string, readonly Way['edge'][]>(from.map((id) => [id, []]));
  for (const [id, path] of paths)
    for (const way of ways.get(id) ?? []) {
      const edges = [...path, way.edge];
      if (mayBe(sighting, way)) return { nearest: { page: way.to.page, because: way.to.because }, edges };
      if (!paths.has(way.to.id)) paths.set(way.to.id, edges);
    }
  return undefined;
}

import type { Machine, MachineEdge } from '../keycloak/machine/machine.ts';
import { outgoing } from '../keycloak/machine/outgoing.ts';
import { components } from './components.ts';
import { type Undrivable, undrivableEdges } from './drivable.ts';
import { deedPrice, PRICES, type Prices, restartPrice, usesCode } from './prices.ts';
import { type Walk, walkAlong, walkText } from './walk.ts';

/** One walk of a cover, to be driven by a new user. */
export interface CoverWalk {
  /** A shortest way to the last thing the walk shows: it names the walk, and stays as long as that way does. */
  readonly title: string;
  readonly walk: Walk;
  /** Seconds, as estimated. */
  readonly price: number;
  /** The edges that no earlier walk of the cover takes. */
  readonly covers: readonly MachineEdge[];
}

export interface Cover {
  readonly walks: readonly CoverWalk[];
  readonly undrivable: readonly Undrivable[];
  /** Edges that lead out of states which only an undrivable edge leads to. */
  readonly unreached: readonly MachineEdge[];
}

/** `longest`: the most deeds of one walk, 60 unless told, so that one difference hides little. */
export interface CoverOptions {
  readonly prices?: Prices;
  readonly longest?: number;
}

const LONGEST = 60;

/**
 * Walks that together take every edge of a machine that a browser can take. Greedy: first what can be come back from, on to
 * the nearest edge not taken yet, anew where that is cheaper. The same machine gives the same walks.
 */
export function coverOf(machine: Machine, { prices = PRICES, longest = LONGEST }: CoverOptions = {}): Cover {
  const undrivable = undrivableEdges(machine);
  const barred = new Set(undrivable.map(({ edge }) => edge));
  const edges = machine.edges.filter((edge) => !barred.has(edge));
  const ways = outgoing(edges);
  const open = new Set(edges);
  const { initial } = machine;
  const search = { initial, ways, prices, longest, component: components(initial, ways) };
  const shortest = shortestWays(initial, ways);
  const walks: CoverWalk[] = [];
  for (;;) {
    const path = nextPath({ ...search, open });
    const last = path.at(-1);
    if (!last) return { walks, undrivable, unreached: [...open] };
    const covers = path.filter((edge) => open.delete(edge));
    const title = walkText(walkAlong(machine, [...(shortest.get(last.from) ?? []), last]));
    walks.push({ title, walk: walkAlong(machine, path), price: priceOf(path, prices), covers });
  }
}

interface Search {
  readonly initial: string;
  readonly ways: ReadonlyMap<string, readonly MachineEdge[]>;
  readonly component: ReadonlyMap<string, number>;
  readonly open: ReadonlySet<MachineEdge>;
  readonly prices: Prices;
  readonly longest: number;
}

/** One walk: from open edge to open edge for as long as that is cheaper than beginning anew. */
function nextPath(search: Search): MachineEdge[] {
  const left = new Set(search.open);
  const path: MachineEdge[] = [];
  for (;;) {
    const on = onward(path.at(-1)?.to ?? search.initial, { ...search, open: left });
    const isLong = path.length + (on?.length ?? 0) > search.longest;
    if (!on || (path.length > 0 && (isLong || isDearer({ path, on }, { ...search, open: left })))) return path;
    path.push(...on);
    for (const edge of on) left.delete(edge);
  }
}

/** To the nearest open edge: one that can be come back from, else one that ends nothing, else any. */
function onward(from: string, search: Search): MachineEdge[] | undefined {
  const { component, ways } = search;
  const here = component.get(from);
  const returns = (edge: MachineEdge): boolean => component.get(edge.to) === here;
  const goesOn = (edge: MachineEdge): boolean => ways.has(edge.to);
  return nearest(from, search, returns) ?? nearest(from, search, goesOn) ?? nearest(from, search);
}

interface Going {
  readonly path: readonly MachineEdge[];
  readonly on: readonly MachineEdge[];
}

/** Whether a new walk would come to an open edge for less. */
function isDearer({ path, on }: Going, search: Search): boolean {
  const anew = nearest(search.initial, search);
  if (!anew) return false;
  const codes = path.filter(usesCode).length;
  return priced(on, codes, search.prices) > restartPrice(search.prices) + priced(anew, 0, search.prices);
}

/** The shortest way that ends with a wanted open edge; undefined where none can be reached. */
function nearest(
  from: string,
  { ways, open }: Search,
  wants: (edge: MachineEdge) => boolean = () => true,
): MachineEdge[] | undefined {
  const before = new Map<string, MachineEdge | undefined>([[from, undefined]]);
  for (const id of before.keys()) {
    const next = ways.get(id) ?? [];
    const found = next.find((edge) => open.has(edge) && wants(edge));
    if (found) return [...wayBack(before, id), found];
    for (const edge of next) if (!before.has(edge.to)) before.set(edge.to, edge);
  }
  return undefined;
}

function wayBack(before: ReadonlyMap<string, MachineEdge | undefined>, id: string): MachineEdge[] {
  const way: MachineEdge[] = [];
  for (let edge = before.get(id); edge; edge = before.get(edge.from)) way.unshift(edge);
  return way;
}

/** A shortest way to each state, first in the order of the machine. */
function shortestWays(initial: string, ways: Search['ways']): ReadonlyMap<string, readonly MachineEdge[]> {
  const found = new Map<string, readonly MachineEdge[]>([[initial, []]]);
  for (const [id, way] of found)
    for (const edge of ways.get(id) ?? []) if (!found.has(edge.to)) found.set(edge.to, [...way, edge]);
  return found;
}

function priceOf(path: readonly MachineEdge[], prices: Prices): number {
  return restartPrice(prices) + priced(path, 0, prices);
}

function priced(edges: readonly MachineEdge[], codes: number, prices: Prices): number {
  let used = codes;
  let price = 0;
  for (const edge of edges) {
    price += deedPrice(edge, used, prices);
    if (usesCode(edge)) used += 1;
  }
  return price;
}

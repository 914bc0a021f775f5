import type { Machine, MachineEdge, MachineEnd, MachineState } from '../../keycloak/machine/machine.ts';
import { type Walk, walkAlong } from '../walk.ts';
import { alike } from './document.ts';

/** What a person has in front of them: a page or an end, and what can be done there. */
export interface Sight {
  readonly page: string;
  readonly message?: string;
  readonly end?: MachineEnd;
  readonly inputs: readonly string[];
}

/** Where two machines of one persona first show something else, and a shortest way there through either of them. */
export interface Difference {
  readonly original: Sight;
  readonly mutant: Sight;
  readonly original_walk: Walk;
  readonly walk: Walk;
}

interface Pair {
  readonly original: string;
  readonly mutant: string;
  readonly came?: { readonly before: Pair; readonly original: MachineEdge; readonly mutant: MachineEdge };
}

/**
 * Walks two machines side by side, doing the same in both, nearest first. `undefined` proves that nobody could tell them
 * apart by pages, messages, ends and what can be done, for machines that were not cut.
 */
export function firstDifference(original: Machine, mutant: Machine): Difference | undefined {
  const sides = { original: indexed(original), mutant: indexed(mutant) };
  const open: Pair[] = [{ original: original.initial, mutant: mutant.initial }];
  const seen = new Set<string>();
  for (const pair of open) {
    const key = `${pair.original}\n${pair.mutant}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const [left, right] = [sightOf(sides.original, pair.original), sightOf(sides.mutant, pair.mutant)];
    if (!alike(left, right)) return differing(pair, { left, right, original, mutant });
    open.push(...onward(pair, sides));
  }
  return undefined;
}

interface Side {
  readonly states: ReadonlyMap<string, MachineState>;
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, MachineEdge>>;
}

function indexed({ states, edges }: Machine): Side {
  const byState = new Map<string, Map<string, MachineEdge>>(states.map(({ id }) => [id, new Map()]));
  for (const edge of edges) byState.get(edge.from)?.set(edge.input, edge);
  return { states: new Map(states.map((state) => [state.id, state])), edges: byState };
}

function sightOf({ states, edges }: Side, id: string): Sight {
  const state = states.get(id);
  if (!state) throw new TypeError(`a machine has no state ${id}`);
  const { page, message, end } = state;
  return {
    page,
    ...(message !== undefined && { message }),
    ...(end && { end }),
    inputs: [...(edges.get(id)?.keys() ?? [])].toSorted(),
  };
}

function onward(pair: Pair, { original, mutant }: { original: Side; mutant: Side }): Pair[] {
  return [...(original.edges.get(pair.original) ?? [])].flatMap(([input, edge]) => {
    const other = mutant.edges.get(pair.mutant)?.get(input);
    return other
      ? [{ original: edge.to, mutant: other.to, came: { before: pair, original: edge, mutant: other } }]
      : [];
  });
}

interface Sides {
  readonly left: Sight;
  readonly right: Sight;
  readonly original: Machine;
  readonly mutant: Machine;
}

function differing(pair: Pair, { left, right, original, mutant }: Sides): Difference {
  const came = wayTo(pair);
  return {
    original: left,
    mutant: right,
    original_walk: walkAlong(
      original,
      came.map((step) => step.original),
    ),
    walk: walkAlong(
      mutant,
      came.map((step) => step.mutant),
    ),
  };
}

function wayTo(pair: Pair): NonNullable<Pair['came']>[] {
  const way: NonNullable<Pair['came']>[] = [];
  for (let { came } = pair; came; came = came.before.came) way.push(came);
  return way.reverse();
}

import type { MachineEdge, MachineState } from '../../keycloak/machine/machine.ts';
import type { BrowserState } from '../../trace.ts';
import { isBeyondSight, type Watch } from './invariant-kinds.ts';
import { edgesTo, type Visited, visits } from './search.ts';
import type { SightedMachine } from './sighted-machine.ts';

/** What a search through a whole machine came to; `edges` lead to what is told, by a shortest way. */
export type Judgement =
  | { readonly kind: 'holds' }
  | { readonly kind: 'broken'; readonly says: string; readonly edges: readonly MachineEdge[] }
  | {
      readonly kind: 'undecided';
      readonly reason: string;
      readonly edges?: readonly MachineEdge[];
      /** The machine was cut: a higher limit may decide it. */
      readonly cut?: true;
    };

/** Looks for the nearest situation that breaks the invariant. What cannot be looked at is never taken for kept. */
export function judgeInvariant(sighted: SightedMachine, watch: Watch): Judgement {
  const { breaking, beyond } = searched(sighted, watch);
  if (breaking) return { kind: 'broken', says: watch.says, edges: edgesTo(breaking) };
  const [cut] = sighted.machine.findings;
  if (cut) return { kind: 'undecided', reason: cut.message, cut: true };
  const trap = watch.in_reach && trapIn(sighted, watch.in_reach);
  if (trap) return trap;
  if (!beyond) return { kind: 'holds' };
  return { kind: 'undecided', reason: beyondText(beyond.state), edges: edgesTo(beyond) };
}

interface Searched {
  readonly breaking?: Visited;
  /** The nearest end nobody can look behind, on a way that is not through with it. */
  readonly beyond?: Visited | undefined;
}

function searched(sighted: SightedMachine, watch: Watch): Searched {
  let beyond: Visited | undefined;
  for (const visited of visits(sighted, watch)) {
    const isBeyond = isBeyondSight(visited.state);
    if (isBeyond && !watch.keeps?.(visited)) beyond ??= visited;
    if (!isBeyond && watch.breaks(visited)) return { breaking: visited };
  }
  return { beyond };
}

function beyondText({ page, end, message }: MachineState): string {
  const behind = end?.kind === 'idp' ? `the identity provider ${end.alias ?? ''}` : (message ?? end?.reason ?? page);
  return `a way leads where no prediction looks: ${behind}`;
}

const SHUT: ReadonlySet<BrowserState> = new Set(['blocked', 'excluded', 'error']);

/** A situation from which none of the states can be reached any more; shown by where it visibly shuts, if it does. */
function trapIn(sighted: SightedMachine, wanted: ReadonlySet<BrowserState>): Judgement | undefined {
  const fine = inReachOf(sighted, wanted);
  let trap: Visited | undefined;
  for (const visited of visits(sighted, { start: 0, step: () => 0 })) {
    const { id, end } = visited.state;
    if (fine.has(id) || end) continue;
    trap ??= visited;
    if (SHUT.has(visited.arrives)) return trapped(visited, wanted);
  }
  return trap && trapped(trap, wanted);
}

function trapped(visited: Visited, wanted: ReadonlySet<BrowserState>): Judgement {
  const says = `can come to where no way leads to ${[...wanted].join(' or ')}`;
  return { kind: 'broken', says, edges: edgesTo(visited) };
}

/** Ids of the states from which a wanted browser state, or an end nobody can look behind, is still in reach. */
function inReachOf(sighted: SightedMachine, wanted: ReadonlySet<BrowserState>): Set<string> {
  const back = predecessors(sighted);
  const all = [...sighted.ways.values()].flat();
  const there = all.filter(({ to, arrives }) => wanted.has(arrives) || isBeyondSight(to));
  const fine = new Set(there.map(({ to }) => to.id));
  if (wanted.has(sighted.arrives)) fine.add(sighted.initial.id);
  // A set that grows while it is walked is walked to its end.
  for (const id of fine) for (const from of back.get(id) ?? []) fine.add(from);
  return fine;
}

function predecessors({ ways }: SightedMachine): ReadonlyMap<string, readonly string[]> {
  const back = new Map<string, string[]>();
  for (const { edge } of [...ways.values()].flat()) {
    const others = back.get(edge.to);
    if (others) others.push(edge.from);
    else back.set(edge.to, [edge.from]);
  }
  return back;
}

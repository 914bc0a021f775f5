import type { MachineEdge, MachineState } from '../../keycloak/machine/machine.ts';
import type { BrowserState } from '../../trace.ts';
import type { SightedMachine, Way } from './sighted-machine.ts';

/** Watches ways through a machine. A memory is a small whole number; `step` sees where a way stands and what is done. */
export interface Monitor {
  readonly start: number;
  step(memory: number, from: Pick<Visited, 'arrives'>, way: Way): number;
}

/** A situation the search came to: how, and what the monitor remembers there. `way` is undefined on the first page. */
export interface Visited {
  readonly state: MachineState;
  readonly arrives: BrowserState;
  readonly way: Way | undefined;
  readonly memory: number;
  readonly before: Visited | undefined;
}

/**
 * Every situation of machine and monitor that can be reached, nearest first. Two ways that arrive at the same state with
 * the same browser state and memory are one.
 */
export function* visits(sighted: SightedMachine, monitor: Monitor): Generator<Visited> {
  const first: Visited = { ...startOf(sighted), memory: monitor.start };
  const seen = new Set([keyOf(first)]);
  const open = [first];
  for (const visited of open) {
    yield visited;
    for (const next of onward(sighted, monitor, visited)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
}

/** The first page. */
export function startOf({ initial, arrives }: SightedMachine): Visited {
  return { state: initial, arrives, way: undefined, memory: 0, before: undefined };
}

function onward({ ways }: SightedMachine, monitor: Monitor, visited: Visited): Visited[] {
  return (ways.get(visited.state.id) ?? []).map((way) => ({
    state: way.to,
    arrives: way.arrives,
    way,
    memory: monitor.step(visited.memory, visited, way),
    before: visited,
  }));
}

function keyOf({ state, arrives, memory }: Visited): string {
  return `${memory} ${arrives} ${state.id}`;
}

/** The edges that lead to where the search came, from the first page on. */
export function edgesTo(visited: Visited): MachineEdge[] {
  const edges: MachineEdge[] = [];
  for (let at: Visited | undefined = visited; at?.way; at = at.before) edges.push(at.way.edge);
  return edges.reverse();
}

import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import type { SightedMachine, Way } from './sighted-machine.ts';

/** Watches ways through a machine. A memory is a small whole number; `step` sees where a way stands and what is done. */
export interface Monitor {
  readonly start: number;
  step(memory: number, from: Way | undefined, way: Way): number;
}

/** A situation the search came to: how, and what the monitor remembers there. `way` is undefined on the first page. */
export interface Visited {
  readonly way: Way | undefined;
  readonly memory: number;
  readonly before: Visited | undefined;
}

/**
 * Every situation of machine and monitor that can be reached, nearest first. Two ways that arrive at the same state with
 * the same browser state and memory are one.
 */
export function* visits(sighted: SightedMachine, monitor: Monitor): Generator<Visited> {
  const first: Visited = { way: undefined, memory: monitor.start, before: undefined };
  const seen = new Set([keyOf(sighted, first)]);
  const open = [first];
  for (const visited of open) {
    yield visited;
    for (const next of onward(sighted, monitor, visited)) {
      const key = keyOf(sighted, next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
}

function onward({ initial, ways }: SightedMachine, monitor: Monitor, visited: Visited): Visited[] {
  const on = ways.get((visited.way?.to ?? initial).id) ?? [];
  return on.map((way) => ({ way, memory: monitor.step(visited.memory, visited.way, way), before: visited }));
}

function keyOf({ initial, arrives }: SightedMachine, { way, memory }: Visited): string {
  return `${memory} ${way?.arrives ?? arrives} ${(way?.to ?? initial).id}`;
}

/** The edges that lead to where the search came, from the first page on. */
export function edgesTo(visited: Visited): MachineEdge[] {
  const edges: MachineEdge[] = [];
  for (let at: Visited | undefined = visited; at?.way; at = at.before) edges.push(at.way.edge);
  return edges.reverse();
}

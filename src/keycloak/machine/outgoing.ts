import type { MachineEdge } from './machine.ts';

/** The edges of a machine by the state they leave, in order. */
export function outgoing(edges: readonly MachineEdge[]): ReadonlyMap<string, readonly MachineEdge[]> {
  const ways = new Map<string, MachineEdge[]>();
  for (const edge of edges) {
    const others = ways.get(edge.from);
    if (others) others.push(edge);
    else ways.set(edge.from, [edge]);
  }
  return ways;
}

import type { Machine, MachineEdge } from './machine.ts';

/** A shortest way to each state, as the inputs from the first page on. */
export function witnessPaths({ initial, edges }: Machine): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>([[initial, []]]);
  for (const edge of edges) if (!paths.has(edge.to)) paths.set(edge.to, pathAlong(paths, edge));
  return paths;
}

/** Edges are in breadth-first order: the way to where one begins is known already. */
function pathAlong(paths: ReadonlyMap<string, readonly string[]>, { from, input }: MachineEdge): readonly string[] {
  return [...(paths.get(from) ?? []), input];
}

import type { MachineEdge } from '../keycloak/machine/machine.ts';

type Ways = ReadonlyMap<string, readonly MachineEdge[]>;

/**
 * The strongly connected components of what can be reached from `initial`: within one, everything can be come back to;
 * an edge to another is a step without return, such as a failed attempt that is counted. State id to number.
 */
export function components(initial: string, ways: Ways): ReadonlyMap<string, number> {
  const backwards = new Map<string, string[]>();
  const order = finished(initial, (id) => {
    const next = (ways.get(id) ?? []).map(({ to }) => to);
    for (const to of next) backwards.set(to, [...(backwards.get(to) ?? []), id]);
    return next;
  });
  const found = new Map<string, number>();
  for (const [number, id] of order.toReversed().entries()) {
    const open = found.has(id) ? [] : [id];
    for (const member of open) {
      if (found.has(member)) continue;
      found.set(member, number);
      open.push(...(backwards.get(member) ?? []));
    }
  }
  return found;
}

/** States in the order in which a depth-first search is done with them (Kosaraju). Without recursion: machines are deep. */
function finished(initial: string, nextOf: (id: string) => readonly string[]): string[] {
  const seen = new Set([initial]);
  const order: string[] = [];
  const stack = [{ id: initial, next: nextOf(initial)[Symbol.iterator]() }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const { value, done } = top.next.next();
    if (done) {
      order.push(top.id);
      stack.pop();
    } else if (!seen.has(value)) {
      seen.add(value);
      stack.push({ id: value, next: nextOf(value)[Symbol.iterator]() });
    }
  }
  return order;
}

import type { Machine, MachineEdge, MachineState } from './machine.ts';
import { outgoing } from './outgoing.ts';

/**
 * The smallest machine that a person cannot tell from the given one by pages and messages alone (Moore's partition refinement). A
 * merged state keeps the id and the reason of the first of its kind.
 */
export function minimise(machine: Machine): Machine {
  const ways = outgoing(machine.edges);
  let classes = classesBy(machine.states, observation);
  for (;;) {
    const finer = classesBy(machine.states, (state) => signature(state, classes, ways.get(state.id) ?? []));
    if (countOf(finer) === countOf(classes)) return merged(machine, classes);
    classes = finer;
  }
}

/** State id to the id of the first state of its class. */
type Classes = ReadonlyMap<string, string>;

function observation({ page, message, end }: MachineState): string {
  return JSON.stringify([page, message, end]);
}

function classesBy(states: readonly MachineState[], keyOf: (state: MachineState) => string): Classes {
  const firsts = new Map<string, string>();
  return new Map(
    states.map((state) => {
      const key = keyOf(state);
      if (!firsts.has(key)) firsts.set(key, state.id);
      return [state.id, firsts.get(key) ?? state.id];
    }),
  );
}

function signature({ id }: MachineState, classes: Classes, edges: readonly MachineEdge[]): string {
  const ways = edges.map(({ input, to }) => `${input}\n${classes.get(to)}`).toSorted();
  return JSON.stringify([classes.get(id), ways]);
}

function countOf(classes: Classes): number {
  return new Set(classes.values()).size;
}

function merged(machine: Machine, classes: Classes): Machine {
  const isFirst = (id: string) => classes.get(id) === id;
  return {
    ...machine,
    initial: classes.get(machine.initial) ?? machine.initial,
    states: machine.states.filter(({ id }) => isFirst(id)),
    edges: machine.edges
      .filter(({ from }) => isFirst(from))
      .map((edge) => ({ ...edge, to: classes.get(edge.to) ?? edge.to })),
  };
}

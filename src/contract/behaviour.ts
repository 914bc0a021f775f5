import { createHash } from 'node:crypto';
import type { Machine, MachineState } from '../keycloak/machine/machine.ts';
import { minimise } from '../keycloak/machine/minimise.ts';
import { outgoing } from '../keycloak/machine/outgoing.ts';

/** What a persona's login can show at all: two personas of one class cannot be told apart by anything they do. */
export interface Behaviour {
  /** Equal for personas of one class; 12 hexadecimal digits. */
  readonly class: string;
  /** The smallest machine of the class, its states named in the order in which they are met. */
  readonly machine: Machine;
}

/** The class of a machine. `persona` of the result is the one given; everything else is the same for the whole class. */
export function behaviourOf(machine: Machine): Behaviour {
  const named = renamed(minimise(machine));
  const text = JSON.stringify([
    named.states.map(({ page, message, end }) => [page, message, end]),
    named.edges.map(({ from, input, to }) => [from, input, to]),
  ]);
  return { class: createHash('sha256').update(text).digest('hex').slice(0, 12), machine: named };
}

/** Names states breadth-first from the initial one, so that the names do not tell which machine it was made from. */
function renamed(machine: Machine): Machine {
  const ways = outgoing(machine.edges);
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const met = [machine.initial];
  for (const id of met) {
    if (names.has(id)) continue;
    names.set(id, nextName(counts, id.replace(/~\d+$/, '')));
    met.push(...(ways.get(id) ?? []).map(({ to }) => to));
  }
  const nameOf = (id: string): string => names.get(id) ?? id;
  const states = new Map(machine.states.map((state) => [state.id, state]));
  return {
    ...machine,
    initial: nameOf(machine.initial),
    states: [...names].flatMap(([id, name]) => withId(states.get(id), name)),
    edges: [...names.keys()].flatMap((id) =>
      (ways.get(id) ?? []).map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
    ),
  };
}

function withId(state: MachineState | undefined, id: string): MachineState[] {
  return state ? [{ ...state, id }] : [];
}

function nextName(counts: Map<string, number>, base: string): string {
  const count = (counts.get(base) ?? 0) + 1;
  counts.set(base, count);
  return count === 1 ? base : `${base}~${count}`;
}

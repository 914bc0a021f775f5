import type { Machine, MachineEdge } from '../../keycloak/machine/machine.ts';
import { sameDeeds } from '../../keycloak/machine/same-deeds.ts';
import type { Trace } from '../../trace.ts';
import type { Persona } from '../contract.ts';
import { foresee, type Ground, personaMachine, signInRequest } from '../foresee.ts';

/** What the engine says about the personas of one ground, each worked out when it is first asked for, and once. */
export interface Explorations {
  /** Personas of one behaviour share the machine of the first of them. */
  machineOf(persona: Persona): Machine;
  foreseen(persona: Persona): Trace;
  /** Equal for personas of one behaviour; absent where everybody is somebody else. */
  classOf?(persona: Persona): string;
  /** The edges of a shared machine with what this persona does on them; absent where nothing is shared. */
  ownEdges?(persona: Persona, edges: readonly MachineEdge[]): readonly MachineEdge[];
}

export interface ExplorationOptions {
  /** The most states of a machine. */
  readonly limit?: number;
  /** Equal texts for personas whose logins are the same (`behaviour-classes.ts`); each is its own unless told. */
  readonly classOf?: (persona: Persona) => string;
}

export function createExplorations(
  ground: Ground,
  { limit, classOf = ownClass }: ExplorationOptions = {},
): Explorations {
  const explored = new Map<string, Machine>();
  const foretold = new Map<string, Trace>();
  return {
    classOf,
    machineOf: (persona) => {
      const found = remembered(explored, classOf(persona), () => personaMachine(ground, persona, limit));
      forgetOldest(explored);
      return found;
    },
    foreseen: (persona) => remembered(foretold, answeringClass(persona, classOf), () => foresee(ground, persona)),
    ownEdges: (persona, edges) => {
      const request = signInRequest(ground.contract.provider_state);
      const labels = edges.map(({ input }) => input);
      const deeds = sameDeeds({ realm: ground.realm, persona: persona.id, request }, labels);
      return edges.map((edge, index) => ({ ...edge, does: deeds[index] ?? edge.does }));
    },
  };
}

function ownClass({ id }: Persona): string {
  return id;
}

/** A prediction also depends on how the persona answers, and on how its refusal is called. */
function answeringClass(persona: Persona, classOf: (persona: Persona) => string): string {
  return JSON.stringify([classOf(persona), persona.deviate, persona.excluded]);
}

function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const value = known.get(key) ?? work();
  known.set(key, value);
  return value;
}

/** More states than this are not kept, whoever they belong to: who asks again waits again. */
const MOST_KEPT = 20_000;

function forgetOldest(explored: Map<string, Machine>): void {
  let kept = [...explored.values()].reduce((sum, { states }) => sum + states.length, 0);
  for (const [name, { states }] of [...explored].slice(0, -1)) {
    if (kept <= MOST_KEPT) return;
    explored.delete(name);
    kept -= states.length;
  }
}

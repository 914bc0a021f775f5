import type { Machine } from '../../keycloak/machine/machine.ts';
import type { Trace } from '../../trace.ts';
import type { Persona } from '../contract.ts';
import { foresee, type Ground, personaMachine } from '../foresee.ts';

/** What the engine says about the personas of one ground, each worked out when it is first asked for, and once. */
export interface Explorations {
  machineOf(persona: Persona): Machine;
  foreseen(persona: Persona): Trace;
}

/** `limit`: the most states of a machine. */
export function createExplorations(ground: Ground, limit?: number): Explorations {
  return {
    machineOf: remembered((persona) => personaMachine(ground, persona, limit)),
    foreseen: remembered((persona) => foresee(ground, persona)),
  };
}

function remembered<Value>(work: (persona: Persona) => Value): (persona: Persona) => Value {
  const known = new Map<string, Value>();
  return (persona) => {
    const value = known.get(persona.id) ?? work(persona);
    known.set(persona.id, value);
    return value;
  };
}

import type { Persona } from '../contract.ts';
import { type Ground, personaMachine } from '../foresee.ts';
import { personasOf } from '../personas-of.ts';
import { type SightedMachine, sightedMachine } from '../review/sighted-machine.ts';
import { type Conformance, conform } from './conform.ts';
import type { Recording } from './recording.ts';
import { mayBe, type Sighting } from './sighting.ts';

/** One recording held against every persona who may have made it: all, or the one that is known. */
export interface ConformedRecording {
  readonly name: string;
  readonly notes: readonly string[];
  readonly personas: readonly Conformance[];
  /** Whose logins show the page at which the best of these leaves its machine, where its own never does. */
  readonly shown_to?: readonly string[];
}

/**
 * Holds recordings against the machines of a contract's personas. `persona` says who signed in; else the recording may, else all
 * are tried. Throws a `persona-unknown` problem.
 */
export function conformContract(
  ground: Ground,
  recordings: readonly Recording[],
  persona?: string,
): ConformedRecording[] {
  const machineOf = remembered((each) => sightedMachine(personaMachine(ground, each), each));
  return recordings.map((recording) => {
    const tried = personasOf(ground.contract, persona ?? recording.persona);
    const personas = tried.map((each) => conform(machineOf(each), recording));
    const stranger = strangerIn(personas, recording);
    const others =
      stranger && ground.contract.identity_graph.personas.filter((each) => shows(machineOf(each), stranger));
    return {
      name: recording.name,
      notes: recording.notes,
      personas,
      ...(others && { shown_to: others.map(({ id }) => id) }),
    };
  });
}

/** The page that ends the longest conformant prefix, when nothing in that machine is like it. */
function strangerIn(personas: readonly Conformance[], { sightings }: Recording): Sighting | undefined {
  if (personas.some(({ verdict }) => verdict === 'conforms')) return undefined;
  const longest = Math.max(...personas.map(({ prefix }) => prefix));
  const isStrange = personas.some(({ prefix, excluded }) => prefix === longest && !excluded?.nearest.because);
  return isStrange ? sightings[longest] : undefined;
}

function shows({ initial, arrives, ways }: SightedMachine, sighting: Sighting): boolean {
  const { message: _text, again: _relative, ...page } = sighting;
  return [{ to: initial, arrives }, ...[...ways.values()].flat()].some((shown) => mayBe(page, shown));
}

function remembered(work: (persona: Persona) => SightedMachine): (persona: Persona) => SightedMachine {
  const known = new Map<string, SightedMachine>();
  return (persona) => {
    const machine = known.get(persona.id) ?? work(persona);
    known.set(persona.id, machine);
    return machine;
  };
}

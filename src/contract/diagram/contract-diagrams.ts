import type { Recording } from '../conformance/recording.ts';
import type { Persona } from '../contract.ts';
import { type Ground, personaMachine } from '../foresee.ts';
import { sightedMachine } from '../review/sighted-machine.ts';
import { drawMachine } from './draw-machine.ts';
import type { Drawing } from './drawing.ts';

/** One picture, and the personas of whom it is true. The first of them names it. */
export interface Diagram {
  readonly personas: readonly string[];
  readonly drawing: Drawing;
}

/** Which personas are drawn, all unless told, and what was seen of them. */
export interface Wanted {
  readonly personas?: readonly Persona[];
  readonly observed?: ReadonlyMap<string, Recording>;
}

/** The pictures of a contract's personas on one realm; those of whom the same picture is true share one. */
export function contractDiagrams(ground: Ground, { personas, observed = new Map() }: Wanted = {}): Diagram[] {
  const classes = new Map<string, Diagram>();
  for (const persona of personas ?? ground.contract.identity_graph.personas) {
    const drawing = drawPersona(ground, persona, observed.get(persona.id));
    const key = JSON.stringify({ ...drawing, title: '' });
    const members = [...(classes.get(key)?.personas ?? []), persona.id];
    classes.set(key, {
      personas: members,
      drawing: { ...drawing, title: `${ground.contract.id}: ${members.join(', ')}` },
    });
  }
  return [...classes.values()];
}

function drawPersona(ground: Ground, persona: Persona, observed: Recording | undefined): Drawing {
  return drawMachine({
    title: persona.id,
    sighted: sightedMachine(personaMachine(ground, persona), persona),
    promised: ground.contract.expected_states[persona.id] ?? [],
    ...(observed && { observed }),
  });
}

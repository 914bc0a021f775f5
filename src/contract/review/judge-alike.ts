import type { MachineEdge } from '../../keycloak/machine/machine.ts';
import type { Contract, Invariant, Persona } from '../contract.ts';
import { INVARIANT_KINDS } from '../invariant.ts';
import { isInScope } from '../scope.ts';
import type { Walk } from '../walk.ts';
import type { Broken, Spoken, Undecided } from './expectations.ts';
import type { Explorations } from './explorations.ts';
import { watchOf } from './invariant-kinds.ts';
import { type Judgement, judgeInvariant } from './judge-invariant.ts';
import { departure, edgesShowing } from './promise.ts';
import { type SightedMachine, sightedMachine, sightedWalk } from './sighted-machine.ts';

export interface Judging {
  readonly contract: Contract;
  readonly explored: Explorations;
}

/** One judgement about one persona; `line` and `persona` are places in the contract, promises before invariants. */
export interface Judged {
  readonly line: number;
  readonly persona: number;
  readonly broken?: Broken;
  readonly undecided?: Undecided;
}

/** Judges personas who behave alike, given by their places in the contract, by one machine that is explored when needed. */
export function judgeAlike({ contract, explored }: Judging, places: readonly number[]): Judged[] {
  const members = places.flatMap((place) => {
    const persona = contract.identity_graph.personas[place];
    return persona ? [{ place, persona }] : [];
  });
  const [first] = members;
  if (!first) return [];
  let machine: SightedMachine | undefined;
  const sight = (): SightedMachine => {
    machine ??= sightedMachine(explored.machineOf(first.persona), first.persona);
    return machine;
  };
  const look: Look = { explored, sight };
  return [
    ...members.flatMap((member) => judgePromise(look, member, contract)),
    ...contract.invariants.flatMap((invariant, row) => judgeRow(look, { invariant, row }, members)),
  ];
}

interface Look {
  readonly explored: Explorations;
  readonly sight: () => SightedMachine;
}

interface Member {
  readonly place: number;
  readonly persona: Persona;
}

const PROMISES = -1;

function judgePromise(look: Look, { place, persona }: Member, { expected_states }: Contract): Judged[] {
  const spoken = { rule: 'promise', persona: persona.id, line: `expected_states.${persona.id}` };
  const where = { line: PROMISES, persona: place };
  const predicted = look.explored.foreseen(persona);
  const left = departure(expected_states[persona.id] ?? [], predicted);
  if (!left) {
    const [unknown] = predicted.unsupported;
    const message = `${persona.id} cannot be predicted to the end: ${unknown?.what}: ${unknown?.reason}`;
    return unknown ? [{ ...where, undecided: { ...spoken, message } }] : [];
  }
  const because = left.step?.because;
  const edges = edgesShowing(look.sight(), predicted.steps);
  const walk = edges && walkOf(look, persona, edges);
  const broken = {
    ...spoken,
    message: `${persona.id} ${left.says}`,
    ...(because && { because }),
    ...(walk && { walk }),
  };
  return [{ ...where, broken }];
}

function walkOf({ explored, sight }: Look, persona: Persona, edges: readonly MachineEdge[]): Walk {
  const isOwn = sight().machine.persona === persona.id;
  const own = isOwn ? edges : explored.ownEdges?.(persona, edges);
  return sightedWalk(sight(), { persona: persona.id, edges, own });
}

interface Row {
  readonly invariant: Invariant;
  readonly row: number;
}

function judgeRow(look: Look, { invariant, row }: Row, members: readonly Member[]): Judged[] {
  const scoped = members.filter(({ persona }) => isInScope(invariant, persona.id));
  if (scoped.length === 0) return [];
  return INVARIANT_KINDS.filter((kind) => invariant[kind] !== undefined).flatMap((rule, order) => {
    const judgement = judgeInvariant(look.sight(), watchOf(rule, invariant, look.sight()));
    if (judgement.kind === 'holds') return [];
    return scoped.map(({ place, persona }) => {
      const spoken = { rule, persona: persona.id, line: `invariants[${row}]` };
      const told = toldOf(judgement, spoken, (edges) => walkOf(look, persona, edges));
      return { ...told, line: row * INVARIANT_KINDS.length + order, persona: place };
    });
  });
}

type Spelled = Omit<Spoken, 'message'>;
type Found = Exclude<Judgement, { kind: 'holds' }>;

function toldOf(found: Found, spoken: Spelled, along: (edges: readonly MachineEdge[]) => Walk) {
  const walk = found.edges && along(found.edges);
  if (found.kind === 'undecided') {
    const message = `${spoken.persona}: ${spoken.rule} cannot be decided: ${found.reason}`;
    return { undecided: { ...spoken, message, ...(walk && { walk }), ...(found.cut && { cut: found.cut }) } };
  }
  const because = walk?.steps.at(-1)?.because;
  const message = `${spoken.persona} ${found.says}`;
  return { broken: { ...spoken, message, ...(walk && { walk }), ...(because && { because }) } };
}

import type { Machine, MachineEdge } from '../../keycloak/machine/machine.ts';
import type { Because } from '../../trace.ts';
import type { ExpectedState, Invariant, Persona } from '../contract.ts';
import type { Ground } from '../foresee.ts';
import { INVARIANT_KINDS } from '../invariant.ts';
import type { Walk } from '../walk.ts';
import { createExplorations, type Explorations } from './explorations.ts';
import { watchOf } from './invariant-kinds.ts';
import { type Judgement, judgeInvariant } from './judge-invariant.ts';
import { departure, edgesShowing } from './promise.ts';
import { type SightedMachine, sightedMachine, sightedWalk } from './sighted-machine.ts';

/** Where a contract speaks of a persona: `expected_states.staff-with-otp` or `invariants[0]`. */
interface Spoken {
  /** `promise`, or the kind of the invariant. */
  readonly rule: string;
  readonly persona: string;
  readonly line: string;
  readonly message: string;
}

/** One expectation of a contract that does not hold on a realm. `walk` is a shortest way that shows it. */
export interface Broken extends Spoken {
  readonly because?: Because;
  readonly walk?: Walk;
}

/** One expectation that cannot be decided: why, and on which way. */
export interface Undecided extends Spoken {
  readonly walk?: Walk;
}

export interface Expectations {
  readonly broken: readonly Broken[];
  readonly undecided: readonly Undecided[];
}

/** What of a contract's promises and invariants does not hold on that realm, in the order of the contract. */
export function brokenExpectations(ground: Ground, explored?: Explorations): readonly Broken[] {
  return judgeExpectations(ground, explored).broken;
}

/** The same, with what cannot be decided: behind an end nobody can look behind, or where a machine was cut. */
export function judgeExpectations(ground: Ground, explored = createExplorations(ground)): Expectations {
  const { identity_graph, expected_states, invariants } = ground.contract;
  const { personas } = identity_graph;
  const judging: Judging = { explored, sight: sightOf(explored) };
  const judged = [
    ...personas.map((persona) => judgePromise(judging, persona, expected_states[persona.id] ?? [])),
    ...invariants.flatMap((invariant, row) => judgeRow(judging, { invariant, row }, inScope(invariant, personas))),
  ];
  return {
    broken: judged.flatMap(({ broken }) => broken ?? []),
    undecided: judged.flatMap(({ undecided }) => undecided ?? []),
  };
}

interface Judged {
  readonly broken?: Broken;
  readonly undecided?: Undecided;
}

interface Judging {
  readonly explored: Explorations;
  readonly sight: (persona: Persona) => SightedMachine;
}

/** Personas who share a machine, and are told alike what they see, see the same. */
function sightOf(explored: Explorations): Judging['sight'] {
  const known = new Map<boolean, WeakMap<Machine, SightedMachine>>([
    [true, new WeakMap()],
    [false, new WeakMap()],
  ]);
  return (persona) => {
    const machine = explored.machineOf(persona);
    const sighted = known.get(persona.excluded)?.get(machine) ?? sightedMachine(machine, persona);
    known.get(persona.excluded)?.set(machine, sighted);
    return sighted;
  };
}

function walkOf({ explored, sight }: Judging, persona: Persona, edges: readonly MachineEdge[]): Walk {
  const sighted = sight(persona);
  const isOwn = sighted.machine.persona === persona.id;
  const own = isOwn ? edges : explored.ownEdges?.(persona, edges);
  return sightedWalk(sighted, { persona: persona.id, edges, own });
}

function judgePromise(judging: Judging, persona: Persona, promised: readonly ExpectedState[]): Judged {
  const spoken = { rule: 'promise', persona: persona.id, line: `expected_states.${persona.id}` };
  const predicted = judging.explored.foreseen(persona);
  const left = departure(promised, predicted);
  if (!left) {
    const [unknown] = predicted.unsupported;
    const message = `${persona.id} cannot be predicted to the end: ${unknown?.what}: ${unknown?.reason}`;
    return unknown ? { undecided: { ...spoken, message } } : {};
  }
  const because = left.step?.because;
  const edges = edgesShowing(judging.sight(persona), predicted.steps);
  const walk = edges && walkOf(judging, persona, edges);
  const message = `${persona.id} ${left.says}`;
  return { broken: { ...spoken, message, ...(because && { because }), ...(walk && { walk }) } };
}

function inScope({ personas: named, except = [] }: Invariant, personas: readonly Persona[]): Persona[] {
  return personas.filter(({ id }) => (named?.includes(id) ?? true) && !except.includes(id));
}

interface Row {
  readonly invariant: Invariant;
  readonly row: number;
}

function judgeRow(judging: Judging, { invariant, row }: Row, personas: readonly Persona[]): Judged[] {
  return INVARIANT_KINDS.filter((kind) => invariant[kind] !== undefined).flatMap((rule) => {
    const known = new Map<SightedMachine, Judgement>();
    return personas.map((persona) => {
      const sighted = judging.sight(persona);
      const judgement = known.get(sighted) ?? judgeInvariant(sighted, watchOf(rule, invariant, sighted));
      known.set(sighted, judgement);
      const spoken = { rule, persona: persona.id, line: `invariants[${row}]` };
      return told(judgement, spoken, (edges) => walkOf(judging, persona, edges));
    });
  });
}

type Spelled = Omit<Spoken, 'message'>;

function told(judgement: Judgement, spoken: Spelled, walkAlong: (edges: readonly MachineEdge[]) => Walk): Judged {
  if (judgement.kind === 'holds') return {};
  const walk = judgement.edges && walkAlong(judgement.edges);
  if (judgement.kind === 'undecided') {
    const message = `${spoken.persona}: ${spoken.rule} cannot be decided: ${judgement.reason}`;
    return { undecided: { ...spoken, message, ...(walk && { walk }) } };
  }
  const because = walk?.steps.at(-1)?.because;
  const message = `${spoken.persona} ${judgement.says}`;
  return { broken: { ...spoken, message, ...(walk && { walk }), ...(because && { because }) } };
}

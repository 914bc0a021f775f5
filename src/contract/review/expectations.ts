import type { Because } from '../../trace.ts';
import type { Ground } from '../foresee.ts';
import type { Walk } from '../walk.ts';
import { createExplorations, type Explorations } from './explorations.ts';
import { judgeAlike } from './judge-alike.ts';

/** Where a contract speaks of a persona, and what is said about that. */
export interface Spoken {
  /** `promise`, or the kind of the invariant. */
  readonly rule: string;
  readonly persona: string;
  /** `expected_states.staff-with-otp` or `invariants[0]`. */
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
  /** The machine was cut: a higher limit may decide it. */
  readonly cut?: true;
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
  const judged = [...alike(ground, explored).values()]
    .flatMap((personas) => judgeAlike({ contract: ground.contract, explored }, personas))
    .toSorted((one, other) => one.line - other.line || one.persona - other.persona);
  return {
    broken: judged.flatMap(({ broken }) => broken ?? []),
    undecided: judged.flatMap(({ undecided }) => undecided ?? []),
  };
}

/** Positions of personas of one behaviour: they are judged in one go, so that no machine is needed twice. */
function alike({ contract }: Ground, { classOf }: Explorations): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, persona] of contract.identity_graph.personas.entries()) {
    const name = `${classOf?.(persona) ?? persona.id} ${persona.excluded}`;
    const group = groups.get(name);
    if (group) group.push(index);
    else groups.set(name, [index]);
  }
  return groups;
}

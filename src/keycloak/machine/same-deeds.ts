import { authorize, submit } from '../engine.ts';
import type { Input } from '../input.ts';
import type { Transition } from '../outcome.ts';
import { emptyWorld } from '../world.ts';
import { choicesOn } from './choices.ts';
import type { Exploration } from './explore-machine.ts';
import { restedWorld } from './rested-world.ts';

/**
 * What somebody does who does the same, by its labels, as a walk through another person's machine: with names of their own.
 * Throws a `TypeError` when a page does not offer the next label, which two of one behaviour never meet.
 */
export function sameDeeds({ realm, persona, request, ...from }: Exploration, labels: readonly string[]): Input[] {
  const world = from.world ?? emptyWorld(from.now ?? 0);
  let at = rested(authorize(realm, world, request), { realm });
  return labels.map((label) => {
    const { login, outcome } = at;
    const choices =
      outcome.kind === 'page' ? choicesOn({ realm, world: at.world, username: persona, page: outcome }) : [];
    const choice = choices.find((offered) => offered.label === label);
    if (!choice || !login) throw new TypeError(`${persona} is not offered "${label}"`);
    at = rested(submit(realm, at.world, login, choice.input), { realm });
    return choice.input;
  });
}

function rested(transition: Transition, { realm }: Pick<Exploration, 'realm'>): Transition {
  return { ...transition, world: restedWorld(transition.world, realm.brute_force) };
}

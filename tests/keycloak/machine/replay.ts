import assert from 'node:assert/strict';
import { authorize, submit } from '../../../src/keycloak/engine.ts';
import { choicesOn } from '../../../src/keycloak/machine/choices.ts';
import type { Exploration } from '../../../src/keycloak/machine/explore-machine.ts';
import type { Transition } from '../../../src/keycloak/outcome.ts';
import { emptyWorld } from '../../../src/keycloak/world.ts';

const SECONDS_PER_PAGE = 1;

/** Does what the labels say in front of the engine itself, with a clock that runs. */
export function replay({ realm, persona, request, now = 0 }: Exploration, labels: readonly string[]): Transition {
  return labels.reduce(
    (at, label) => {
      const { world, login, outcome } = at;
      assert.ok(login && outcome.kind === 'page', `"${label}" comes after the end`);
      const choice = choicesOn({ realm, world, username: persona, page: outcome }).find((each) => each.label === label);
      assert.ok(choice, `no "${label}" on ${outcome.page}`);
      return submit(realm, { ...world, now: world.now + SECONDS_PER_PAGE }, login, choice.input);
    },
    authorize(realm, emptyWorld(now), request),
  );
}

import type { Persona } from '../contract/contract.ts';
import type { Deviation } from '../contract/deviation.ts';
import { personOf, signInRequest, toldTrace } from '../contract/foresee.ts';
import { EMPTY_HAND } from '../keycloak/predict/hand.ts';
import { predict } from '../keycloak/predict.ts';
import type { Realm } from '../keycloak/realm.ts';
import { emptyWorld, type World } from '../keycloak/world.ts';
import type { Trace } from '../trace.ts';

/** One sign-in about to happen in the browser of the test. */
export interface Foreseen {
  readonly persona: Persona;
  readonly client: string;
  readonly redirect_uri: string;
  readonly params: Readonly<Record<string, string>>;
  readonly deviation: Deviation;
  /** The page at which the test stops on purpose. */
  readonly until: string | undefined;
}

/** What the engine says will happen in this test's browser, journey after journey. */
export interface Foresight {
  next(realm: Realm, visit: Foreseen): Trace;
  /** Nothing was foreseen yet: the next journey begins as a machine does, with nothing before it. */
  readonly untouched: boolean;
  /** The browser's session is over: the next journey begins without one. */
  signedOut(): void;
  /** An administrator lifted every lock. */
  unlocked(): void;
}

export function createForesight(): Foresight {
  let world: World = emptyWorld(0);
  let hand = EMPTY_HAND;
  let untouched = true;
  return {
    get untouched() {
      return untouched;
    },
    next: (realm, { persona, client, redirect_uri, params, deviation, until }) => {
      untouched = false;
      const request = signInRequest({ client, redirect_uri, params });
      const person = { ...personOf({ id: persona.id, deviate: deviation }), ...(until && { stop_on: until }) };
      const visited = predict({ realm, persona: person, request, world, hand });
      ({ world, hand } = visited);
      return toldTrace(visited.trace, persona.excluded);
    },
    signedOut: () => {
      const { session: _ended, ...rest } = world;
      world = rest;
    },
    unlocked: () => {
      world = { ...world, failures: {} };
    },
  };
}

import type { Persona } from '../contract/contract.ts';
import { type Ended, narrate } from '../journey/narrate.ts';
import type { Deviation } from '../journey/wallet.ts';
import { EMPTY_HAND } from '../keycloak/predict/hand.ts';
import { predict, type VisitTrace } from '../keycloak/predict.ts';
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
  /** The browser's session is over: the next journey begins without one. */
  signedOut(): void;
  /** An administrator lifted every lock. */
  unlocked(): void;
}

/** A code request with PKCE, as the portal sends it (RFC 7636). */
const PORTAL = {
  response_type: 'code',
  scope: 'openid',
  state: 'state',
  nonce: 'nonce',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

export function createForesight(): Foresight {
  let world: World = emptyWorld(0);
  let hand = EMPTY_HAND;
  return {
    next: (realm, { persona, client, redirect_uri, params, deviation, until }) => {
      const request = { ...PORTAL, client_id: client, redirect_uri, ...params };
      const person = { username: persona.id, ...copied(deviation), ...(until && { stop_on: until }) };
      const visited = predict({ realm, persona: person, request, world, hand });
      ({ world, hand } = visited);
      return told(visited.trace, persona.excluded);
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

function copied({ choose, ...rest }: Deviation) {
  return { ...rest, ...(choose && { choose: [...choose] }) };
}

function told(trace: VisitTrace, excluded: boolean): Trace {
  const shown = trace.pages.map(({ page, message, because }) => ({ page, because, ...(message && { message }) }));
  return { ...narrate(shown, endedAs(trace), excluded), unsupported: [...trace.unsupported] };
}

/** Ends that a browser would not tell apart from being stopped. */
function endedAs({ end, error, pages }: VisitTrace): Ended {
  const message = pages.at(-1)?.message;
  if (end === 'callback-error') return { kind: end, ...(error && { error }) };
  if (end === 'error') return { kind: end, ...(message && { reason: message }) };
  return { kind: end === 'loop' || end === 'idp' ? 'stopped' : end };
}

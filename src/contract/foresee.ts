import { exploreMachine } from '../keycloak/machine/explore-machine.ts';
import type { Machine } from '../keycloak/machine/machine.ts';
import type { Persona as Person } from '../keycloak/persona.ts';
import { predict, type VisitTrace } from '../keycloak/predict.ts';
import type { Realm } from '../keycloak/realm.ts';
import type { Request } from '../keycloak/request.ts';
import type { Trace } from '../trace.ts';
import type { Contract, Persona } from './contract.ts';
import type { Deviation } from './deviation.ts';
import { type Ended, narrate } from './narrate.ts';

/** A contract on a realm that holds one user per persona, named after it. */
export interface Ground {
  readonly contract: Contract;
  readonly realm: Realm;
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

/** Which sign-in of a contract is meant; `redirect_uri` differs from the contract's where a portal of a run answers. */
export interface SignIn {
  readonly client: string;
  readonly redirect_uri: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The authorization request of a sign-in. */
export function signInRequest({ client, redirect_uri, params }: SignIn): Request {
  return { ...PORTAL, client_id: client, redirect_uri, ...params };
}

/** What the engine says this persona will see, answering as the contract describes it. */
export function foresee({ contract, realm }: Ground, persona: Persona): Trace {
  const request = signInRequest(contract.provider_state);
  return toldTrace(predict({ realm, persona: personOf(persona), request }).trace, persona.excluded);
}

/** Everything that can happen in this persona's login, whatever is answered. `limit`: the most states, 2000 unless told. */
export function personaMachine({ contract, realm }: Ground, persona: Persona, limit?: number): Machine {
  const request = signInRequest(contract.provider_state);
  return exploreMachine({ realm, persona: persona.id, request, ...(limit !== undefined && { limit }) });
}

/** The persona as the engine's person: the username is the id. */
export function personOf({ id, deviate }: Pick<Persona, 'id'> & { readonly deviate: Deviation }): Person {
  const { wrong, empty, try_another_way, choose } = deviate;
  return {
    username: id,
    ...(wrong && { wrong }),
    ...(empty && { empty }),
    ...(try_another_way && { try_another_way }),
    ...(choose && { choose: [...choose] }),
  };
}

/** A visit of the engine in the words of a contract. */
export function toldTrace(trace: VisitTrace, excluded: boolean): Trace {
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

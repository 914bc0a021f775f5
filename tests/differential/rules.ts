import { EMPTY_HAND } from '../../src/keycloak/predict/hand.ts';
import { predict } from '../../src/keycloak/predict.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { emptyWorld } from '../../src/keycloak/world.ts';
import type { Plan } from './generate/realm.ts';

const START = 1_700_000_010;

/** The rules of the engine that a login exercises: what its pages are shown because of, and how it ends. */
export function rulesOf(document: unknown, { server_version, persona, request, visits }: Plan): string[] {
  const realm = readRealm(document, { version: server_version });
  const fixed = { response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' };
  let going = { world: emptyWorld(START), hand: EMPTY_HAND };
  const rules = visits.flatMap(({ params }) => {
    const visited = predict({ realm, persona, request: { ...fixed, ...request, ...params }, hasty: true, ...going });
    going = { world: visited.world, hand: visited.hand };
    return [...visited.trace.pages.map(({ because }) => because.rule), `end: ${visited.trace.end}`];
  });
  return [...new Set(rules.map((rule) => rule.replace(/^(unexpected): .*/, '$1')))];
}

import { acrLevels } from '../flow/acr-levels.ts';
import { COOKIE_LEVEL, configuredLevels } from '../flow/configured-levels.ts';
import { isStop } from '../flow/turn.ts';
import { LEVEL_CONDITION } from '../provider-ids.ts';
import type { Realm } from '../realm.ts';
import { type DocumentNode, elements, member, refused, text, textRecord } from './document-node.ts';

const OIDC = 'openid-connect';
const ATTRIBUTES = ['default.acr.values', 'minimum.acr.value'] as const;
const EXPECTED = 'a value of the acr.loa.map, or a level of the browser flow';

/**
 * What a client asks for by attribute must be mapped to a level, or be a level of the realm's browser flow.
 * Source: `DefaultClientValidationProvider.validateDefaultAcrValues`, `validateMinimumAcrValue`.
 */
export function checkAcrValues(root: DocumentNode, realm: Realm): void {
  for (const client of elements(member(root, 'clients'))) {
    if ((text(member(client, 'protocol')) ?? OIDC) !== OIDC) continue;
    const attributes = member(client, 'attributes');
    const own = acrLevels(textRecord(attributes));
    const map = own.size > 0 ? own : acrLevels(realm.attributes);
    for (const key of ATTRIBUTES) checkValues(member(attributes, key), map, realm);
  }
}

function checkValues(node: DocumentNode, map: ReadonlyMap<string, number>, realm: Realm): void {
  const values = (text(node) ?? '').split('##').filter((value) => value !== '' && !map.has(value));
  const [value] = values.filter((each) => !levelsOf(node, realm).includes(each));
  if (value !== undefined) throw refused(node, `"${value}" is mapped to no level of authentication`, EXPECTED);
}

/** A condition without a level, or two with the same, make the server fail as soon as it has to look at them. */
function levelsOf(node: DocumentNode, realm: Realm): string[] {
  const { browser_flow } = realm;
  const levels = browser_flow === undefined ? new Map<number, number>() : configuredLevels(realm, browser_flow);
  if (isStop(levels))
    throw refused(node, 'the browser flow has two conditions of one level of authentication', EXPECTED);
  if (browser_flow !== undefined && hasBareCondition(realm, browser_flow))
    throw refused(node, 'the browser flow has a condition "Level Of Authentication" without a configuration', EXPECTED);
  return [COOKIE_LEVEL, ...(levels.size === 0 ? [1] : levels.keys())].map(String);
}

function hasBareCondition(realm: Realm, flow: string): boolean {
  const executions = realm.flows.get(flow)?.executions ?? [];
  return executions.some(
    ({ authenticator, config, flow: below }) =>
      (authenticator === LEVEL_CONDITION && config === undefined) ||
      (below !== undefined && hasBareCondition(realm, below)),
  );
}

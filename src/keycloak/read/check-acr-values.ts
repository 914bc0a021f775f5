import { acrLevelsOf } from '../flow/acr-levels.ts';
import { levelConditions, realmLevels } from '../flow/configured-levels.ts';
import { isStop } from '../flow/turn.ts';
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
    const map = acrLevelsOf(textRecord(attributes), realm.attributes);
    for (const key of ATTRIBUTES) checkValues(member(attributes, key), map, realm);
  }
}

function checkValues(node: DocumentNode, map: ReadonlyMap<string, number>, realm: Realm): void {
  const values = (text(node) ?? '').split('##').filter((value) => value !== '' && !map.has(value));
  const levels = values.length > 0 ? levelsOf(node, realm) : [];
  const value = values.find((each) => !levels.includes(each));
  if (value !== undefined) throw refused(node, `"${value}" is mapped to no level of authentication`, EXPECTED);
}

/** A condition without a configuration, or two of one level, make the server fail as soon as it has to look at them. */
function levelsOf(node: DocumentNode, realm: Realm): string[] {
  const levels = realmLevels(realm);
  if (isStop(levels))
    throw refused(node, 'the browser flow has two conditions of one level of authentication', EXPECTED);
  if (levelConditions(realm, realm.browser_flow ?? '').some(({ config }) => config === undefined))
    throw refused(node, 'the browser flow has a condition "Level Of Authentication" without a configuration', EXPECTED);
  return levels.map(String);
}

import { isRecord, textsIn } from '../document.ts';
import { adding, anyOf, becoming, type Operator, type Other, type Others, removing, replacing } from '../operator.ts';
import { realmRoles } from './config-operators.ts';

const REALM_ROLE = 'roles.realm.*';
const CLIENT_ROLE = 'roles.client.*.*';

/** Groups at three depths; deeper ones are left alone. */
const GROUPS = ['groups.*', 'groups.*.subGroups.*', 'groups.*.subGroups.*.subGroups.*'];

/** What can be wrong in the roles and groups of a realm. */
export const ROLE_OPERATORS: readonly Operator[] = [
  replacing('role.removed', [REALM_ROLE, CLIENT_ROLE], removing),
  replacing('role.composite-added', [REALM_ROLE], withComposites),
  replacing('role.composite-removed', [REALM_ROLE, CLIENT_ROLE].flatMap(compositesOf), removing),
  replacing('role.composite', [`${REALM_ROLE}.composite`, `${CLIENT_ROLE}.composite`], ofComposites),
  replacing('group.role-removed', below('realmRoles.*', 'clientRoles.*.*'), removing),
  replacing('group.role-added', below('realmRoles'), adding(realmRoles)),
  replacing('group.removed', GROUPS, removing),
  replacing(
    'group.attribute',
    below('attributes.*'),
    anyOf(() => [becoming(['other'])], removing),
  ),
];

function compositesOf(role: string): string[] {
  return [`${role}.composites.realm.*`, `${role}.composites.client.*.*`];
}

function below(...patterns: readonly string[]): string[] {
  return GROUPS.flatMap((group) => patterns.map((pattern) => `${group}.${pattern}`));
}

/** Whoever has the role gets another one with it: four others at most. */
function withComposites({ value, name }: Parameters<Others>[0], document: Parameters<Others>[1]): Other[] {
  if (!isRecord(value)) return [];
  const composites = isRecord(value['composites']) ? value['composites'] : {};
  const realm = textsIn(composites['realm']);
  return realmRoles(document)
    .filter((other) => other !== name && !realm.includes(other))
    .slice(0, 4)
    .map((other) => ({
      value: `+${other}`,
      becomes: { ...value, composite: true, composites: { ...composites, realm: [...realm, other] } },
    }));
}

/** Composites of a role that says it has none are not read. */
function ofComposites({ value, owner }: Parameters<Others>[0]): Other[] {
  return isRecord(owner) && owner['composites'] !== undefined && value !== false ? [becoming(false)] : [];
}

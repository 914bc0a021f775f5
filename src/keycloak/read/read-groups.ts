import { type DocumentNode, elements, member, members, requiredText, textLists, texts } from './document-node.ts';
import { roleKey } from './read-roles.ts';

/** What membership in a group brings: its own roles and attributes, then those of its parents. */
export interface GroupGrant {
  readonly roles: readonly string[];
  readonly attributes: readonly Readonly<Record<string, readonly string[]>>[];
}

interface Parent extends GroupGrant {
  readonly path: string;
}

const TOP: Parent = { path: '', roles: [], attributes: [] };

/** Groups by path, with everything inherited from their parents. */
export function readGroups(root: DocumentNode): Map<string, GroupGrant> {
  const groups = new Map<string, GroupGrant>();
  for (const node of elements(member(root, 'groups'))) readGroup(node, TOP, groups);
  return groups;
}

function readGroup(node: DocumentNode, parent: Parent, groups: Map<string, GroupGrant>): void {
  const path = `${parent.path}/${requiredText(member(node, 'name'))}`;
  const grant = {
    path,
    roles: [...grantedRoles(node), ...parent.roles],
    attributes: [textLists(member(node, 'attributes')), ...parent.attributes],
  };
  groups.set(path, grant);
  for (const child of elements(member(node, 'subGroups'))) readGroup(child, grant, groups);
}

/** `realmRoles` and `clientRoles` of a user or a group, as role keys. */
export function grantedRoles(node: DocumentNode): string[] {
  const realm = texts(member(node, 'realmRoles'));
  const client = members(member(node, 'clientRoles')).flatMap(([id, list]) =>
    texts(list).map((name) => roleKey(name, id)),
  );
  return [...realm, ...client];
}

import { z } from 'zod';
import { adminPath } from './admin-path.ts';
import { unknownName } from './known.ts';
import { type AdminOperation, type Call, NO_BODY, operationRow } from './operation.ts';
import type { DraftGroup, DraftRole, RealmDraft } from './realm-draft.ts';
import { holdsGroup, holdsRole, saysMore } from './restorable.ts';

const attributes = z.record(z.string(), z.array(z.string()));
const named = z.array(z.strictObject({ name: z.string() })).min(1);

export const createRole = operationRow({
  method: 'POST',
  path: '/roles',
  body: z.strictObject({ name: z.string().min(1), description: z.string().optional() }),
  apply: ({ realm }, { body, refused }) => {
    if (realm.roles.realm.some(({ name }) => name === body.name)) throw refused(taken('role', body.name));
    realm.roles.realm.push({ ...body, composite: false, clientRole: false });
  },
  undo: (_, { body }) => [{ method: 'DELETE', path: adminPath('/roles/{role}', { role: body.name }) }],
});

export const deleteRole = operationRow({
  method: 'DELETE',
  path: '/roles/{role}',
  body: NO_BODY,
  apply: ({ realm }, call) => {
    const gone = knownRole({ realm }, call);
    realm.roles.realm = realm.roles.realm.filter((role) => role !== gone);
    for (const role of realm.roles.realm) setComposites(role, without(role.composites?.realm, [gone.name]));
    for (const group of realm.groups) group.realmRoles = without(group.realmRoles, [gone.name]);
  },
  undo: ({ before }, call) => {
    const role = knownRole(before, call);
    const { name, description } = role;
    if (saysMore(role, OF_A_ROLE) || holdsRole(before, name)) return undefined;
    return [{ method: 'POST', path: '/roles', body: { name, ...(description ? { description } : {}) } }];
  },
});

export const addComposites = operationRow({
  method: 'POST',
  path: '/roles/{role}/composites',
  body: named,
  apply: (draft, call) => {
    const role = knownRole(draft, call);
    setComposites(role, withAll(role.composites?.realm, knownRoles(draft, call)));
  },
  undo: ({ before }, call) => {
    const had = knownRole(before, call).composites?.realm ?? [];
    return taking(
      adminPath('/roles/{role}/composites', call.params),
      'DELETE',
      namesOf(call.body).filter((one) => !had.includes(one)),
    );
  },
});

export const removeComposites = operationRow({
  method: 'DELETE',
  path: '/roles/{role}/composites',
  body: named,
  apply: (draft, call) => {
    const role = knownRole(draft, call);
    setComposites(role, without(role.composites?.realm, knownRoles(draft, call)));
  },
  undo: ({ before }, call) => {
    const had = knownRole(before, call).composites?.realm ?? [];
    return taking(
      adminPath('/roles/{role}/composites', call.params),
      'POST',
      namesOf(call.body).filter((one) => had.includes(one)),
    );
  },
});

export const createGroup = operationRow({
  method: 'POST',
  path: '/groups',
  body: z.strictObject({ name: z.string().min(1), attributes: attributes.optional() }),
  apply: ({ realm }, { body, refused }) => {
    if (realm.groups.some(({ name }) => name === body.name)) throw refused(taken('group', body.name));
    realm.groups.push({ ...body, path: `/${body.name}` });
  },
  undo: (_, { body }) => [{ method: 'DELETE', path: adminPath('/groups/{group}', { group: body.name }) }],
});

export const deleteGroup = operationRow({
  method: 'DELETE',
  path: '/groups/{group}',
  body: NO_BODY,
  apply: ({ realm }, call) => {
    const gone = knownGroup({ realm }, call);
    realm.groups = realm.groups.filter((group) => group !== gone);
  },
  undo: ({ before }, call) => {
    const group = knownGroup(before, call);
    const { name, realmRoles, attributes: had, path = `/${name}` } = group;
    if (saysMore(group, OF_A_GROUP) || holdsGroup(before, String(path))) return undefined;
    const body = { name, ...(had !== undefined && { attributes: had }) };
    return [
      { method: 'POST', path: '/groups', body },
      ...taking(adminPath('/groups/{group}/role-mappings/realm', { group: name }), 'POST', realmRoles ?? []),
    ];
  },
});

export const addGroupRoles = operationRow({
  method: 'POST',
  path: '/groups/{group}/role-mappings/realm',
  body: named,
  apply: (draft, call) => {
    const group = knownGroup(draft, call);
    group.realmRoles = withAll(group.realmRoles, knownRoles(draft, call));
  },
  undo: ({ before }, call) => {
    const had = knownGroup(before, call).realmRoles ?? [];
    const path = adminPath('/groups/{group}/role-mappings/realm', call.params);
    return taking(
      path,
      'DELETE',
      namesOf(call.body).filter((one) => !had.includes(one)),
    );
  },
});

export const removeGroupRoles = operationRow({
  method: 'DELETE',
  path: '/groups/{group}/role-mappings/realm',
  body: named,
  apply: (draft, call) => {
    const group = knownGroup(draft, call);
    group.realmRoles = without(group.realmRoles, knownRoles(draft, call));
  },
  undo: ({ before }, call) => {
    const had = knownGroup(before, call).realmRoles ?? [];
    const path = adminPath('/groups/{group}/role-mappings/realm', call.params);
    return taking(
      path,
      'POST',
      namesOf(call.body).filter((one) => had.includes(one)),
    );
  },
});

/** What creating a role, or a group, brings back of it; ids are the server's. */
const OF_A_ROLE = ['id', 'containerId', 'name', 'description', 'composite', 'clientRole'];
const OF_A_GROUP = ['id', 'path', 'name', 'attributes', 'realmRoles', 'subGroupCount', 'access'];

type Named = readonly { readonly name: string }[];
type Holding = Pick<RealmDraft, 'realm'>;

const namesOf = (body: Named) => body.map(({ name }) => name);
const withAll = (had: readonly string[] | null | undefined, names: readonly string[]) => [
  ...new Set([...(had ?? []), ...names]),
];
const without = (had: readonly string[] | null | undefined, names: readonly string[]) =>
  (had ?? []).filter((name) => !names.includes(name));

/** Nothing to send where nothing changed. */
function taking(path: string, method: 'POST' | 'DELETE', names: readonly string[]): AdminOperation[] {
  return names.length === 0 ? [] : [{ method, path, body: names.map((name) => ({ name })) }];
}

/** A role is composite as long as it holds one. */
function setComposites(role: DraftRole, names: readonly string[]): void {
  const { realm: _realm, ...others } = role.composites ?? {};
  const left = { ...others, ...(names.length > 0 && { realm: [...names] }) };
  role.composite = Object.keys(left).length > 0;
  if (role.composite) role.composites = left;
  else delete role.composites;
}

function knownRole({ realm }: Holding, { params, refused }: Call<'/{role}', unknown>): DraftRole {
  const found = realm.roles.realm.find(({ name }) => name === params.role);
  const known = namesOf(realm.roles.realm);
  if (!found) throw refused(unknownName('realm role', params.role, { path: ['path'], known }));
  return found;
}

function knownRoles({ realm }: Holding, { body, refused }: Pick<Call<string, Named>, 'body' | 'refused'>): string[] {
  const known = namesOf(realm.roles.realm);
  for (const [index, { name }] of body.entries())
    if (!known.includes(name)) throw refused(unknownName('realm role', name, { path: ['body', index, 'name'], known }));
  return namesOf(body);
}

function knownGroup({ realm }: Holding, { params, refused }: Call<'/{group}', unknown>): DraftGroup {
  const found = realm.groups.find(({ name }) => name === params.group);
  const known = namesOf(realm.groups);
  if (!found) throw refused(unknownName('group', params.group, { path: ['path'], known }));
  return found;
}

function taken(kind: string, name: string) {
  return { path: ['body', 'name'], what: `there is a ${kind} "${name}" already`, next: 'Choose another name.' };
}

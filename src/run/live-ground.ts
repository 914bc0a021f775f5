import type { Persona } from '../contract/contract.ts';
import type { Ground } from '../contract/foresee.ts';
import { readGroups } from '../keycloak/read/read-groups.ts';
import { roleKey } from '../keycloak/read/read-roles.ts';
import { readRealm } from '../keycloak/read-realm.ts';
import type { ContractFile } from './content.ts';
import { foreseenUsers } from './persona-user.ts';

/** A realm of a server as a document. `version`: what it is to be predicted for. */
export interface LiveDocument {
  readonly document: Readonly<Record<string, unknown>>;
  readonly version: string;
}

/** What a persona has and nobody of the live realm can have. */
export interface MissingGrant {
  readonly persona: string;
  readonly what: string;
}

/** The contract's personas in a live realm. Without what it does not have: an import would make it up. */
export function liveGround(
  { file, contract }: ContractFile,
  { document, version }: LiveDocument,
  realmName: string,
): { readonly ground: Ground; readonly missing: readonly MissingGrant[] } {
  const named = renamed(document, String(document['realm']), realmName);
  const read = (users: readonly unknown[]) =>
    readRealm({ ...named, users }, { version, file: `${file}: the live realm` });
  const has = grantsIn(read([]).roles, named);
  const personas = contract.identity_graph.personas.map((persona) => within(persona, has));
  const missing = contract.identity_graph.personas.flatMap((persona) => missingOf(persona, has));
  return { ground: { contract, realm: read(foreseenUsers(personas)) }, missing };
}

/** Places in which a server writes the name of a realm by itself. */
function renamed(document: LiveDocument['document'], from: string, to: string): Readonly<Record<string, unknown>> {
  const rename = (value: unknown): unknown => {
    if (value === `default-roles-${from.toLowerCase()}`) return `default-roles-${to.toLowerCase()}`;
    if (typeof value === 'string')
      return value.replace(`/realms/${from}/`, `/realms/${to}/`).replace(`/admin/${from}/`, `/admin/${to}/`);
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rename(member)]));
  };
  return { ...(rename(document) as Record<string, unknown>), realm: to };
}

interface Grants {
  role(name: string): boolean;
  group(path: string): boolean;
}

function grantsIn(roles: ReadonlySet<string>, document: Readonly<Record<string, unknown>>): Grants {
  const groups = readGroups({ value: document, path: '', file: undefined });
  return {
    role: (name) => {
      const [client, role] = name.split(':', 2);
      return roles.has(role === undefined ? name : roleKey(role, client));
    },
    group: (path) => groups.has(path.startsWith('/') ? path : `/${path}`),
  };
}

function within(persona: Persona, has: Grants): Persona {
  return { ...persona, roles: persona.roles.filter(has.role), groups: persona.groups.filter(has.group) };
}

function missingOf({ id, roles, groups }: Persona, has: Grants): MissingGrant[] {
  const absent = [
    ...roles.filter((name) => !has.role(name)).map((name) => `the role ${name}`),
    ...groups.filter((path) => !has.group(path)).map((path) => `the group ${path}`),
  ];
  return absent.map((what) => ({ persona: id, what }));
}

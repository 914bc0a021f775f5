import { expandRoles, roleKey } from '../read/read-roles.ts';
import type { Realm } from '../realm.ts';
import { attributeTests } from './attribute-tests.ts';
import type { Facet, Ground } from './facet.ts';
import { isRecord, odd, type RawUser, rawList } from './raw-user.ts';
import { configsOf } from './realm-configs.ts';

/** The role that the deletion of an account asks for (`DeleteAccount`). */
const DELETE_ACCOUNT_ROLE = 'account\0delete-account';

/**
 * Roles and inherited attributes that anything in the realm asks for, by number; everything else a user was granted makes no
 * difference. A grant is worked out once: a role with all it is composed of, a group with its parents.
 */
export function grants(ground: Ground): Facet {
  const reading: Reading = { ground, asked: askedRoles(ground.run.realm), known: new Map(), groups: new Map() };
  return (user) => grantsOf(reading, user);
}

interface Reading {
  readonly ground: Ground;
  /** Numbers of the roles that are asked for, by key. */
  readonly asked: ReadonlyMap<string, number>;
  /** By client, the empty text standing for the realm, then by name: a key for both would have to be put together each time. */
  readonly known: Map<string, Map<string, readonly number[]>>;
  readonly groups: Map<string, readonly number[]>;
}

/**
 * Keys of the roles that a config can mean. Any text of any config counts: more than needed splits a class, but none is
 * missed. A text with dots may name a client's role (`resolveRole`).
 */
function askedRoles(realm: Realm): Map<string, number> {
  const keys = configsOf(realm)
    .flatMap((config) => Object.values(config))
    .flatMap(roleKeys);
  return new Map([...new Set([...keys, DELETE_ACCOUNT_ROLE])].map((key, index) => [key, index]));
}

function roleKeys(name: string): string[] {
  const dots = [...name].flatMap((character, index) => (character === '.' ? [index] : []));
  return [name, ...dots.map((dot) => `${name.slice(0, dot)}\0${name.slice(dot + 1)}`)];
}

function grantsOf(reading: Reading, { realmRoles, clientRoles, groups }: RawUser): string {
  const found: number[] = [];
  for (const role of rawList(realmRoles)) merge(found, ofRole(reading, role));
  if (isRecord(clientRoles))
    for (const client in clientRoles)
      for (const role of rawList(clientRoles[client])) merge(found, ofRole(reading, role, client));
  for (const path of rawList(groups)) merge(found, ofGroup(reading, path));
  const numbers = found.length > 1 ? found.sort(ascending).join() : found.join();
  return `${numbers}${oddGrants(reading, { realmRoles, clientRoles, groups })}`;
}

function ascending(left: number, right: number): number {
  return left - right;
}

function merge(found: number[], more: readonly number[]): void {
  for (const number of more) if (!found.includes(number)) found.push(number);
}

const NOTHING: readonly number[] = [];

function ofRole(reading: Reading, role: unknown, client?: string): readonly number[] {
  const name = String(role);
  return reading.known.get(client ?? REALM)?.get(name) ?? ofNewRole(reading, name, client);
}

/** No client id is empty. */
const REALM = '';

function ofNewRole(reading: Reading, name: string, client: string | undefined): readonly number[] {
  const key = roleKey(name, client);
  const isNamedOnly = !reading.ground.roles.has(key);
  if (isNamedOnly && !reading.asked.has(key)) return NOTHING;
  const numbers = numbersIn(reading, [key]);
  const ofClient = reading.known.get(client ?? REALM) ?? new Map<string, readonly number[]>();
  reading.known.set(client ?? REALM, ofClient.set(name, numbers));
  return numbers;
}

function numbersIn({ asked, ground }: Reading, granted: readonly string[]): number[] {
  return expandRoles(granted, ground.roles).flatMap((key) => asked.get(key) ?? []);
}

/** Inherited attributes are numbered after the roles. */
function ofGroup(reading: Reading, path: unknown): readonly number[] {
  const key = String(path);
  const known = reading.groups.get(key);
  if (known) return known;
  const group = groupAt(reading.ground, key);
  if (!group) return NOTHING;
  const tests = attributeTests(reading.ground.run.realm).filter(({ inherits }) => inherits);
  const passed = tests.flatMap(({ name, test }, index) => {
    const values = group.attributes.flatMap((record) => (Object.hasOwn(record, name) ? (record[name] ?? []) : []));
    return test(values) === PASSED ? [reading.asked.size + index] : [];
  });
  const numbers = [...numbersIn(reading, group.roles), ...passed];
  reading.groups.set(key, numbers);
  return numbers;
}

const PASSED = '1';

function groupAt({ groups }: Ground, path: string) {
  return groups.get(path.startsWith('/') ? path : `/${path}`);
}

/** Grants of the wrong kind, and groups that do not exist: the strict reader refuses them. */
function oddGrants({ ground }: Reading, { realmRoles, clientRoles, groups }: RawUser): string {
  const isFine =
    isTextList(realmRoles) &&
    isTextList(groups) &&
    rawList(groups).every((path) => groupAt(ground, String(path))) &&
    areClientRoles(clientRoles);
  return isFine ? '' : odd({ realmRoles, clientRoles, groups });
}

function areClientRoles(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (!isRecord(value)) return false;
  for (const client in value) if (!isTextList(value[client])) return false;
  return true;
}

function isTextList(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

import canonicalize from 'canonicalize';

/** Members that the server makes up, or that say when or where rather than what. */
const MADE = new Set(['id', '_id', 'containerId', 'users', 'keycloakVersion', 'client.secret.creation.time']);

/** Lists in which the order says something; of all others the server's order is arbitrary. */
const ORDERED = new Set([
  'webAuthnPolicySignatureAlgorithms',
  'webAuthnPolicyPasswordlessSignatureAlgorithms',
  'executors',
  'profiles',
  'policies',
]);

/** Members that repeat another one. */
const IDLE = new Set(['autheticatorFlow', 'userSetupAllowed']);

/** Values that say what a server does without them, and that an import writes down: a mask, redirects as at login. */
const IMPLIED: Readonly<Record<string, string>> = { secret: '**********', 'post.logout.redirect.uris': '+' };

/** An import gives a protocol mapper the one where it has only the other. */
const TWINS: Readonly<Record<string, string>> = { 'userinfo.token.claim': 'id.token.claim' };

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a realm export says, whoever exported it: without users, without what the server made up, with flows named by
 * alias, in one order, under the name `realm`. Two exports of one realm under two names are the same.
 */
export function canonicalRealm(document: Readonly<Record<string, unknown>>): Json {
  const aliases = flowAliases(document['authenticationFlows']);
  const attributes = ownAttributes(document);
  return plain({ ...document, attributes, realm: 'realm' }, { name: String(document['realm']), aliases });
}

/** An import writes some members of a realm down as attributes as well. */
function ownAttributes(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const attributes = isRecord(document['attributes']) ? Object.entries(document['attributes']) : [];
  return Object.fromEntries(attributes.filter(([key, value]) => String(document[key]) !== value));
}

interface Naming {
  readonly name: string;
  readonly aliases: ReadonlyMap<string, string>;
}

function plain(value: unknown, naming: Naming, key = ''): Json {
  if (Array.isArray(value))
    return ordered(
      value.map((one) => plain(one, naming)),
      key,
    );
  if (typeof value === 'string') return named(value, naming);
  if (isRecord(value)) return members(value, naming, key);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** What is empty says as much as what is not there. */
function members(record: Readonly<Record<string, unknown>>, naming: Naming, key: string): Json {
  const kept = Object.entries(record).filter(([name, value]) => says(record, name, value));
  const values = kept.map(([name, value]) => [name, bound(plain(value, naming, name), key, naming)] as const);
  return Object.fromEntries(values.filter(([, value]) => !isNothing(value)));
}

function says(record: Readonly<Record<string, unknown>>, name: string, value: unknown): boolean {
  if (MADE.has(name) || IDLE.has(name) || IMPLIED[name] === value) return false;
  const twin = TWINS[name];
  return twin === undefined || record[twin] !== value;
}

function ordered(list: readonly Json[], key: string): Json {
  return ORDERED.has(key) ? list : list.toSorted((a, b) => compare(canonicalize(a) ?? '', canonicalize(b) ?? ''));
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A binding is exported by the id of its flow. */
function bound(value: Json, owner: string, { aliases }: Naming): Json {
  const isBinding = owner === 'authenticationFlowBindingOverrides' && typeof value === 'string';
  return isBinding ? (aliases.get(value) ?? value) : value;
}

/** Places in which the server writes the name of the realm by itself. */
function named(text: string, { name }: Naming): string {
  if (text === `default-roles-${name.toLowerCase()}`) return 'default-roles-realm';
  return text.replace(`/realms/${name}/`, '/realms/realm/').replace(`/admin/${name}/`, '/admin/realm/');
}

function isNothing(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function flowAliases(flows: unknown): ReadonlyMap<string, string> {
  const rows = Array.isArray(flows) ? flows.filter(isRecord) : [];
  return new Map(rows.map((flow) => [String(flow['id']), String(flow['alias'])]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A place where two canonical realms differ, and the name of the entry there. */
export interface RealmDifference {
  /** `authenticationFlows[portal browser]`, `bruteForceProtected`. */
  readonly at: string;
  readonly kind: 'added' | 'removed' | 'changed';
}

/** Where `found` is not what `wanted` says: members of the realm, entries of its lists by name. */
export function realmDifferences(wanted: Json, found: Json): readonly RealmDifference[] {
  const [left, right] = [entriesOf(wanted), entriesOf(found)];
  const places = [...new Set([...left.keys(), ...right.keys()])].toSorted(compare);
  return places.flatMap((at) => {
    const kind = kindOf(left.get(at), right.get(at));
    return kind ? [{ at, kind }] : [];
  });
}

function kindOf(wanted: string | undefined, found: string | undefined): RealmDifference['kind'] | undefined {
  if (wanted === found) return undefined;
  if (wanted === undefined) return 'added';
  return found === undefined ? 'removed' : 'changed';
}

const NAMES = ['alias', 'clientId', 'name', 'providerId'] as const;

function entriesOf(realm: Json): Map<string, string> {
  const members = isRecord(realm) ? Object.entries(realm) : [];
  return new Map(members.flatMap(([key, value]) => [...entry(key, value)]));
}

/** A list of named entries is compared entry by entry, one level of grouping (`roles.realm`) included. */
function entry(key: string, value: unknown): [string, string][] {
  if (Array.isArray(value) && value.every((one) => nameOf(one) !== undefined))
    return value.map((one) => [`${key}[${nameOf(one)}]`, canonicalize(one) ?? '']);
  if (GROUPED.has(key) && isRecord(value))
    return Object.entries(value).flatMap(([inner, one]) => entry(`${key}.${inner}`, one));
  return [[key, canonicalize(value) ?? '']];
}

const GROUPED = new Set(['roles', 'roles.client', 'components', 'attributes']);

function nameOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const name = NAMES.map((key) => value[key]).find((found) => typeof found === 'string');
  return typeof name === 'string' ? name : undefined;
}

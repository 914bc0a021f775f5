import { readFileSync } from 'node:fs';
import { didYouMean } from '../document/nearest.ts';
import { findUser } from '../keycloak/flow/run.ts';
import { readRealm } from '../keycloak/read-realm.ts';
import type { Client, Realm } from '../keycloak/realm.ts';
import type { Request } from '../keycloak/request.ts';
import { knownVersion } from '../keycloak/version.ts';
import { emptyWorld } from '../keycloak/world.ts';
import { Problem } from '../problem.ts';

const DEFAULT_VERSION = '26.7.3';

/** Which server a realm is read for, and why that one, in words. */
export interface ChosenVersion {
  readonly version: string;
  readonly reason: string;
}

/** The JSON of a realm file. Throws a `realm-invalid` problem with the place for a file that is not there or not JSON. */
export function readRealmDocument(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem({
      code: 'realm-invalid',
      what: error instanceof Error ? `this is not JSON: ${error.message}` : 'this is not JSON',
      at: { file },
      expected: 'a realm export: a JSON object with a "realm" name',
      next: 'export the realm again',
    });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new Problem({
      code: 'realm-invalid',
      what: 'this file cannot be read',
      at: { file },
      expected: 'a realm export',
      next: 'name the file of the export',
    });
  }
}

/** The realm of a file as the chosen server would import it: the version named, else the exporting server's, else the newest known one. */
export function openRealm(file: string, wanted?: string): { realm: Realm; chosen: ChosenVersion } {
  const document = readRealmDocument(file);
  const chosen = chooseVersion(document, wanted);
  return { realm: readRealm(document, { version: chosen.version, file }), chosen };
}

function chooseVersion(document: unknown, wanted: string | undefined): ChosenVersion {
  if (wanted !== undefined) return { version: wanted, reason: 'as named' };
  const exported = exportedBy(document);
  if (exported === undefined) return { version: DEFAULT_VERSION, reason: 'the export names no version' };
  if (isKnown(exported)) return { version: exported, reason: 'which wrote the export' };
  return { version: DEFAULT_VERSION, reason: `the export is of ${exported}, which is not known` };
}

function exportedBy(document: unknown): string | undefined {
  const [only] = Array.isArray(document) ? document : [document];
  const version = typeof only === 'object' && only !== null && 'keycloakVersion' in only && only.keycloakVersion;
  return typeof version === 'string' ? version : undefined;
}

function isKnown(version: string): boolean {
  try {
    return knownVersion(version).text === version;
  } catch {
    return false;
  }
}

/** The client of this id; else a `bad-option` problem with the nearest one. */
export function clientNamed({ name, clients }: Realm, id: string): Client {
  const client = clients.get(id);
  if (client) return client;
  const known = [...clients.keys()];
  throw new Problem({
    code: 'bad-option',
    what: `realm "${name}" has no client "${id}"`,
    expected: `one of ${listed(known)}`,
    next: didYouMean(id, known, 'Name a client of the realm with --client.'),
  });
}

/** The username of whom this name or e-mail address means; else a `persona-unknown` problem with the nearest one. */
export function personaNamed(realm: Realm, name: string): string {
  const user = findUser(realm, emptyWorld(0), name);
  if (user) return user.username;
  const known = everybody(realm);
  throw new Problem({
    code: 'persona-unknown',
    what: `realm "${realm.name}" has no user "${name}"`,
    expected: `one of ${listed(known)}`,
    next: didYouMean(name, known, 'Name a user of the realm file with --persona.'),
  });
}

/** Every username of the file, in its order. Throws a `persona-unknown` problem when there is none. */
export function everybody({ name, users }: Realm): string[] {
  if (users.size > 0) return [...users.keys()];
  throw new Problem({
    code: 'persona-unknown',
    what: `realm "${name}" has no users: an export of the admin console leaves them out`,
    expected: 'a list "users" with a user for each persona',
    next: 'export with "kc.sh export --users realm_file", or add users in the condition you want to predict',
  });
}

const MOST_LISTED = 20;

function listed(known: readonly string[]): string {
  const more = known.length - MOST_LISTED;
  return [...known.slice(0, MOST_LISTED), ...(more > 0 ? [`… and ${more} more`] : [])].join(', ');
}

/** `--param name=value`, as often as wanted; a name given twice is a repeated parameter. */
export function collectParam(text: string, given: Request = {}): Request {
  const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined)
    throw new Problem({
      code: 'bad-option',
      what: `"${text}" is no parameter`,
      expected: 'name=value, such as prompt=login',
      next: 'correct --param',
    });
  const before = Object.hasOwn(given, name) ? [given[name] ?? []].flat() : [];
  return { ...given, [name]: before.length === 0 ? value : [...before, value] };
}

/** RFC 7636, appendix B. */
const CODE_CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** The authorization request an OpenID Connect application sends, with PKCE where the client demands it. */
export function requestOf(client: Client, redirect_uri: string, params: Request = {}): Request {
  const method = client.attributes['pkce.code.challenge.method'];
  return {
    response_type: 'code',
    scope: 'openid',
    state: 'state',
    nonce: 'nonce',
    client_id: client.client_id,
    redirect_uri,
    ...(method ? { code_challenge: CODE_CHALLENGE, code_challenge_method: method } : {}),
    ...params,
  };
}

/** Where the client is answered unless told otherwise: its first redirect URI without a wildcard, else the first one up to it. */
export function defaultRedirect({ client_id, redirect_uris, root_url = '' }: Client): string {
  const whole = redirect_uris.map((uri) => (uri.startsWith('/') ? `${root_url.replace(/\/$/, '')}${uri}` : uri));
  const concrete =
    whole.find((uri) => !uri.includes('*')) ?? whole.map((uri) => uri.replace(/\*$/, '')).find(isAddress);
  if (concrete !== undefined) return concrete;
  throw new Problem({
    code: 'bad-option',
    what: `client "${client_id}" has no redirect URI that could be used as it is`,
    expected: `an address that matches ${redirect_uris.join(', ') || 'its list of redirect URIs, which is empty'}`,
    next: 'name one with --redirect-uri',
  });
}

function isAddress(uri: string): boolean {
  return URL.canParse(uri);
}

import type { Client } from '../realm.ts';

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(?=[/?#]|$)/;
const SERVER_ROOT = /^\$\{authBaseUrl\}/;

/**
 * Whether the client may be answered at `uri`. Longest patterns first, case-sensitive; `*` at the end is a prefix that ignores
 * the query; a loopback address that did not match is tried without its port. Source: `RedirectUtils.verifyRedirectUri`.
 */
export function isRedirectAllowed(client: Client, uri: string): boolean {
  const patterns = resolvedPatterns(client);
  if (!isWellFormed(uri)) return false;
  const [, scheme = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri) ?? [];
  const isHttp = /^https?$/i.test(scheme);
  const candidates = isHttp ? patterns : patterns.filter((pattern) => pattern.startsWith(`${scheme}:`));
  if (candidates.some((pattern) => matches(pattern, uri))) return true;
  const withoutPort = uri.replace(LOOPBACK, 'http://$1');
  return withoutPort !== uri && candidates.some((pattern) => matches(pattern, withoutPort));
}

/** The single address of a client whose request names none; `undefined`: there is not exactly one. */
export function onlyRedirect(client: Client): string | undefined {
  const [only, second] = resolvedPatterns(client);
  if (only === undefined || second !== undefined || only === '*') return undefined;
  return only.replace(/\/?\*$/, '');
}

function resolvedPatterns({ redirect_uris, root_url }: Client): string[] {
  const root = (root_url ?? '').replace(SERVER_ROOT, '').replace(/\/$/, '');
  return redirect_uris
    .map((pattern) => (pattern.startsWith('/') ? `${root}${pattern}` : pattern))
    .toSorted((left, right) => right.length - left.length);
}

function isWellFormed(uri: string): boolean {
  return !/[\s\\]/.test(uri) && URL.canParse(uri);
}

function matches(pattern: string, uri: string): boolean {
  if (pattern === '*') return /^https?:/i.test(uri);
  if (!pattern.endsWith('*') || pattern.includes('?')) return pattern === uri;
  if (climbsOrNamesUser(uri)) return false;
  const [bare = uri] = uri.split(/[?#]/, 1);
  const prefix = pattern.slice(0, -1);
  return bare.startsWith(prefix) || (prefix.endsWith('/') && bare === prefix.slice(0, -1));
}

/** A wildcard does not reach over `/../`, encoded or not, nor over user information. */
function climbsOrNamesUser(uri: string): boolean {
  const decoded = uri.replace(/%2e/gi, '.').replace(/%2f/gi, '/');
  return /\/\.\.(?:[/?#;]|$)/.test(decoded) || /^[^/]*\/\/[^/?#]*@/.test(uri);
}

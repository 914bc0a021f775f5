import { z } from 'zod';
import { Problem } from '../../../problem.ts';

/** How somebody may look at a server: with a token, or with the name and password of an administrator. */
export type LiveAccess =
  | { readonly token: () => string }
  | { readonly username: string; readonly password: () => string };

export interface LiveTarget {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly access: LiveAccess;
}

/** What the Admin API answers. `undefined` instead of a body: this token may not see it; `null`: it is not there. */
export interface ReadOnlyAdmin {
  /** `path` begins after `/admin`, its segments encoded. Throws a problem for every other answer than these. */
  get(path: string): Promise<unknown>;
  /** The one POST that changes nothing: a partial export with clients, groups and roles, its secrets masked. */
  partialExport(realm: string): Promise<unknown>;
}

const tokenReply = z.object({ access_token: z.string() });

/** A connection that can only read: it has no way to send anything else. */
export function readOnlyAdmin(target: LiveTarget): ReadOnlyAdmin {
  let token: Promise<string> | undefined;
  const send = async (method: 'GET' | 'POST', path: string) => {
    token ??= tokenOf(target);
    return answerOf(target, { method, path, token: await token });
  };
  const query = 'exportClients=true&exportGroupsAndRoles=true';
  return {
    get: (path) => send('GET', path),
    partialExport: (realm) => send('POST', `${realmPath(realm)}/partial-export?${query}`),
  };
}

export function realmPath(realm: string): string {
  return `/realms/${encodeURIComponent(realm)}`;
}

async function tokenOf({ baseUrl, access }: LiveTarget): Promise<string> {
  if ('token' in access) return access.token();
  const form = {
    grant_type: 'password',
    client_id: 'admin-cli',
    username: access.username,
    password: access.password(),
  };
  const url = `${baseUrl}/realms/master/protocol/openid-connect/token`;
  const response = await reach(baseUrl, url, { method: 'POST', body: new URLSearchParams(form) });
  const reply = tokenReply.safeParse(await bodyOf(response));
  if (response.ok && reply.success) return reply.data.access_token;
  throw refused(baseUrl, `the administrator could not log in (${response.status})`, 'check user name and password');
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
}

async function answerOf({ baseUrl }: LiveTarget, { method, path, token }: Call): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await reach(baseUrl, `${baseUrl}/admin${path}`, { method, headers });
  if (response.status === 403) return undefined;
  if (response.status === 404) return null;
  if (response.ok) return bodyOf(response);
  const what = `${method} /admin${path.replace(/\?.*$/, '')}`;
  if (response.status === 401)
    throw refused(baseUrl, `${what}: Keycloak does not take this token`, 'get a new token: they live for minutes');
  throw refused(baseUrl, `${what}: Keycloak answered ${response.status}`, 'look at the server log for the request');
}

async function reach(baseUrl: string, url: string, init: RequestInit): Promise<Response> {
  // Never the error's own text: it may quote a header.
  return fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(30_000) }).catch(() => {
    throw new Problem({
      code: 'provider-unreachable',
      what: `no Keycloak answers at ${baseUrl}`,
      expected: 'the base address of a running server, such as https://login.example.test',
      next: 'check the address, and that this machine may reach it',
    });
  });
}

/** A body that is no JSON is no answer of the Admin API. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text || 'null');
  } catch {
    return null;
  }
}

function refused(baseUrl: string, what: string, next: string): Problem {
  return new Problem({ code: 'keycloak-failed', what: `${baseUrl}: ${what}`, next });
}

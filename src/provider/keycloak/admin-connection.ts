import { z } from 'zod';
import { Problem } from '../../problem.ts';
import { redactedBy, secretsIn } from './request-secrets.ts';
import type { AdminAccess } from './server-command.ts';

/** Where the admin client talks to. `now` is a clock in milliseconds. */
export interface AdminTarget extends AdminAccess {
  readonly baseUrl: string;
  readonly now?: () => number;
}

/** One call of Keycloak's Admin REST API; `path` begins after `/admin`, its segments already encoded. */
export interface AdminCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Milliseconds after which no answer is waited for; a minute unless told. */
  readonly timeout?: number;
}

/** `id` is the last segment of the Location header that creating calls answer with. */
export interface AdminReply {
  readonly status: number;
  readonly body: unknown;
  readonly id?: string;
}

/** An authenticated connection. */
export interface AdminConnection {
  /** @throws Problem `provider-unreachable` or `keycloak-failed` with status and Keycloak's own error text. */
  send(call: AdminCall): Promise<AdminReply>;
  /** The next call logs in again: a token does not know the realms created after it. */
  forgetToken(): void;
}

const tokenReply = z.object({ access_token: z.string(), expires_in: z.number() });

/** Milliseconds a call may take. */
const PATIENCE = 60_000;

/** Seconds before the end of a token at which it is replaced, so that none expires on the way. */
const MARGIN = 10;

/** Logs in with the password grant of `admin-cli` when first needed, and again when the token is about to expire. */
export function adminConnection(target: AdminTarget): AdminConnection {
  const { now = Date.now } = target;
  let token: { value: string; until: number } | undefined;
  const current = async () => {
    if (token && now() < token.until) return token.value;
    const { access_token, expires_in } = await login(target);
    token = { value: access_token, until: now() + (expires_in - MARGIN) * 1000 };
    return access_token;
  };
  const forgetToken = () => {
    token = undefined;
  };
  return { forgetToken, send: async (call) => sendWith(await current(), { target, call }) };
}

async function login(target: AdminTarget): Promise<z.infer<typeof tokenReply>> {
  const { baseUrl, username, password } = target;
  const form = { grant_type: 'password', client_id: 'admin-cli', username, password: password() };
  const response = await reach(target, `${baseUrl}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const body = await readBody(response);
  if (!response.ok) throw refused('the administrator could not log in', response.status, errorText(body));
  return tokenReply.parse(body);
}

interface Sending {
  readonly target: AdminTarget;
  readonly call: AdminCall;
}

async function sendWith(token: string, { target, call }: Sending): Promise<AdminReply> {
  const { method, path, body, timeout = PATIENCE } = call;
  const response = await reach(target, `${target.baseUrl}/admin${path}`, {
    method,
    signal: AbortSignal.timeout(timeout),
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const answer = await readBody(response);
  if (!response.ok) {
    const text = redactedBy(errorText(answer), [...secretsIn(body), target.password(), token]);
    throw refused(`${method} /admin${path}`, response.status, text);
  }
  const id = response.headers.get('location')?.split('/').at(-1);
  return { status: response.status, body: answer, ...(id ? { id } : {}) };
}

async function reach({ baseUrl }: AdminTarget, url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(PATIENCE), ...init }).catch((error: unknown) => {
    throw new Problem({
      code: 'provider-unreachable',
      what: `no Keycloak answers at ${baseUrl} (${reason(error)})`,
      next: 'check that the server runs and that the base URL is right',
    });
  });
}

/** Node's fetch hides the system error one level down, and two when a name has two addresses. */
function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : 'unknown error';
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) return text || undefined;
  return JSON.parse(text || 'null');
}

/** ErrorRepresentation and OAuth2ErrorRepresentation. Any other body is not repeated: nobody knows what it holds. */
const errorBody = z.object({
  errorMessage: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

function errorText(body: unknown): string {
  const known = errorBody.safeParse(body);
  if (!known.success) return '';
  return [known.data.errorMessage, known.data.error, known.data.error_description].filter(Boolean).join(': ');
}

function refused(what: string, status: number, text: string): Problem {
  return new Problem({
    code: 'keycloak-failed',
    what: `${what}: Keycloak answered ${status}${text ? ` (${text})` : ''}`,
    next: 'correct what was sent, or look at the server log for the request',
  });
}

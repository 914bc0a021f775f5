import type { Run } from '../flow/run.ts';
import { parameter } from '../request.ts';

/** The words of the scope parameter. */
export function requestedScopes({ login }: Run): string[] {
  return (parameter(login.request, 'scope') ?? '').split(' ').filter((word) => word !== '');
}

/** The client scopes of this login: the client's default ones and its optional ones that were asked for. */
export function effectiveScopes(run: Run): string[] {
  const asked = new Set(requestedScopes(run).map(scopeName));
  const { default_scopes, optional_scopes } = run.client;
  return [...default_scopes, ...optional_scopes.filter((name) => asked.has(name))];
}

/** A parameterised scope such as `organization:acme` is the scope before the colon. */
function scopeName(word: string): string {
  return word.startsWith('organization:') ? 'organization' : word;
}

import type { Run } from '../flow/run.ts';
import { requestedScopes } from '../gate/scopes.ts';
import type { Organization, User } from '../realm.ts';

const SCOPE = 'organization';

/** What an `organization…` scope asks for: any one, all, or one by alias. Source: `OrganizationScope`. */
export type OrganizationScope =
  | { readonly kind: 'any' }
  | { readonly kind: 'all' }
  | { readonly kind: 'single'; readonly alias: string };

export function organizationScope(run: Run): OrganizationScope | undefined {
  const scope = requestedScopes(run).find((name) => name === SCOPE || name.startsWith(`${SCOPE}:`));
  if (scope === undefined) return undefined;
  if (scope === SCOPE) return { kind: 'any' };
  const alias = scope.slice(SCOPE.length + 1);
  return alias === '*' ? { kind: 'all' } : { kind: 'single', alias };
}

/** Organizations are on, there is one, and the request has a scope for them: a session alone does not end the flow. */
export function hasOrganizationScope(run: Run): boolean {
  return run.realm.organizations_enabled && run.realm.organizations.length > 0 && organizationScope(run) !== undefined;
}

export function isMember(organization: Organization, user: User): boolean {
  return organization.members.includes(user.username);
}

/** The organizations a scope stands for, for a user or for nobody in particular. */
export function scopedOrganizations(run: Run, scope: OrganizationScope, user: User | undefined): Organization[] {
  const enabled = run.realm.organizations.filter((organization) => organization.enabled);
  if (scope.kind === 'single') return enabled.filter(({ alias }) => alias === scope.alias);
  return user ? enabled.filter((organization) => isMember(organization, user)) : [];
}

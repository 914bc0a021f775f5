import type { Run } from '../flow/run.ts';
import type { Organization, User } from '../realm.ts';
import { isMember, organizationScope, scopedOrganizations } from './organization-scope.ts';

/** Who a name was typed for: the user, if there is one, and the domain of the e-mail address. */
export interface Subject {
  readonly user: User | undefined;
  readonly username: string | undefined;
  readonly domain: string | undefined;
}

export const NOBODY: Subject = { user: undefined, username: undefined, domain: undefined };

/** The organization a login is in. Source: `Organizations.resolveOrganization`. */
export function resolveOrganization(run: Run, subject: Subject): Organization | undefined {
  const { organizations_enabled, organizations } = run.realm;
  return organizations_enabled && organizations.length > 0 ? byScope(run, subject) : undefined;
}

/** One organization noted or asked for must be the user's; of several, the one of the user's domain. */
function byScope(run: Run, subject: Subject): Organization | undefined {
  const { user } = subject;
  const candidates = noted(run) ?? asked(run, user);
  const [only] = candidates;
  if (only && candidates.length === 1) return !user || belongs(only, user, subject) ? only : undefined;
  if (user && organizationScope(run)) return candidates.findLast((candidate) => isOfDomain(candidate, subject));
  return byMembership(run, subject);
}

function noted({ realm, login }: Run): Organization[] | undefined {
  return login.organization === undefined
    ? undefined
    : realm.organizations.filter(({ alias }) => alias === login.organization);
}

function asked(run: Run, user: User | undefined): Organization[] {
  const scope = organizationScope(run);
  return scope ? scopedOrganizations(run, scope, user) : [];
}

function byMembership({ realm }: Run, subject: Subject): Organization | undefined {
  const { user } = subject;
  const enabled = realm.organizations.filter((candidate) => candidate.enabled);
  const own = user ? enabled.filter((candidate) => isMember(candidate, user)) : [];
  if (own.length === 1) return own[0];
  const ofDomain = (candidate: Organization) => isOfDomain(candidate, subject);
  return own.findLast(ofDomain) ?? enabled.find(ofDomain);
}

function belongs(candidate: Organization, user: User, subject: Subject): boolean {
  return isMember(candidate, user) || isOfDomain(candidate, subject);
}

function isOfDomain({ domains }: Organization, subject: Subject): boolean {
  const domain = domainOf(subject);
  return domain !== undefined && domains.includes(domain.toLowerCase());
}

/** The domain that was typed, else the one of the user's address. */
function domainOf({ domain, user }: Subject): string | undefined {
  return domain ?? emailDomain(user?.email);
}

export function emailDomain(email: string | undefined): string | undefined {
  const at = email?.indexOf('@') ?? -1;
  return email === undefined || at < 0 ? undefined : email.slice(at + 1);
}

const DOMAIN = 'kc.org.domain';
const EMAIL_MATCH = 'kc.org.broker.redirect.mode.email-matches';
const ANY_DOMAIN = 'ANY';

/** A user with any stored credential is never sent away; others go to the provider that matches their domain. */
export function homeBroker({ realm }: Run, found: Organization, subject: Subject): string | undefined {
  const { user } = subject;
  if (user && user.credentials.length > 0) return undefined;
  const linked = found.identity_providers.filter((alias) => user?.identity_providers.includes(alias));
  if (linked.length === 1) return linked[0];
  const domain = domainOf(subject)?.toLowerCase();
  if (domain === undefined) return undefined;
  const brokers = found.identity_providers
    .flatMap((alias) => realm.identity_providers.get(alias) ?? [])
    .filter(({ enabled, config }) => enabled && config[EMAIL_MATCH] === 'true');
  const exact = brokers.find(({ config }) => config[DOMAIN]?.toLowerCase() === domain);
  const any = isOfDomain(found, subject) ? brokers.find(({ config }) => config[DOMAIN] === ANY_DOMAIN) : undefined;
  return (exact ?? any)?.alias;
}

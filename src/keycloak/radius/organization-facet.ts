import type { Realm } from '../realm.ts';
import { emailDomain } from '../step/resolve-organization.ts';
import type { Facet, Ground } from './facet.ts';
import { rawEmail, rawUsername } from './raw-user.ts';

/** Organizations the user is a member of, and the domains of the typed name and of the address, if any of them matters. */
export function organizationFacet({ run }: Ground): Facet | undefined {
  const { realm } = run;
  if (!realm.organizations_enabled || realm.organizations.length === 0) return undefined;
  const memberships = membershipsIn(realm);
  const domains = knownDomains(realm);
  return (user) => {
    const username = rawUsername(user);
    const places = [username, rawEmail(user)].map((address) => domainText(domains, address));
    return `${memberships.get(username)?.join() ?? ''};${places.join(';')}`;
  };
}

function membershipsIn({ organizations }: Realm): Map<string, number[]> {
  const memberships = new Map<string, number[]>();
  for (const [index, { members }] of organizations.entries())
    for (const username of members) memberships.set(username, [...(memberships.get(username) ?? []), index]);
  return memberships;
}

/** Every text of an identity provider's config may be the domain it is for: one too many only splits a class. */
function knownDomains({ organizations, identity_providers }: Realm): ReadonlySet<string> {
  const configs = [...identity_providers.values()].flatMap(({ config }) => Object.values(config));
  return new Set([...organizations.flatMap(({ domains }) => domains), ...configs.map((text) => text.toLowerCase())]);
}

function domainText(domains: ReadonlySet<string>, address: string | undefined): string {
  const domain = emailDomain(address)?.toLowerCase();
  if (domain === undefined) return '';
  return domains.has(domain) ? JSON.stringify(domain) : 'other';
}

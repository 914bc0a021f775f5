import { attributeFacet } from './attribute-tests.ts';
import { consentFacet } from './consent-facet.ts';
import { credentialFacet } from './credential-facet.ts';
import type { Facet, Ground, MakeFacet } from './facet.ts';
import { grants } from './grants.ts';
import { organizationFacet } from './organization-facet.ts';
import { profileFacet } from './profile-facet.ts';
import { standing } from './standing.ts';

/** Everything that the engine reads of a user, part by part. A part of the engine that reads more needs a row here. */
const FACETS: readonly MakeFacet[] = [
  () => standing,
  credentialFacet,
  grants,
  attributeFacet,
  profileFacet,
  consentFacet,
  organizationFacet,
];

/**
 * The signature of users at this realm, client and request: two users with the same one have the same journey. Made from the
 * export as it stands, without checking it, because every user passes here and only one of each signature is read strictly.
 */
export function signatureOf(ground: Ground): Facet {
  const facets = FACETS.flatMap((make) => make(ground) ?? []);
  return (user) => {
    let signature = '';
    for (const facet of facets) signature += `${facet(user)}\n`;
    return signature;
  };
}

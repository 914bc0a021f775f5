import type { Facet, Ground } from './facet.ts';
import { isRecord, odd, rawList } from './raw-user.ts';

/** The scopes granted to the client, where it asks for consent. The last entry of a client counts. */
export function consentFacet({ run }: Ground): Facet | undefined {
  const { consent_required, client_id } = run.client;
  if (!consent_required) return undefined;
  return ({ clientConsents }) => {
    const consents = rawList(clientConsents);
    if (!consents.every(isRecord)) return odd(clientConsents);
    const granted = consents.findLast((consent) => isRecord(consent) && consent['clientId'] === client_id);
    return granted === undefined ? '' : JSON.stringify(isRecord(granted) ? granted['grantedClientScopes'] : granted);
  };
}

import type { Page } from '@playwright/test';
import { observe } from '../journey/observe.ts';
import type { Pictures } from './pictures.ts';

/**
 * Takes a redacted picture of what the page shows now. Only Keycloak's login messages, the portal's texts and the
 * literals listed in `allow` keep their ink; a picture that cannot be taken safely is withheld, and the packet says so.
 */
export type Evidence = (title: string, options?: { readonly allow?: readonly string[] }) => Promise<void>;

export function createEvidence(page: Page, pictures: Pictures, timeout: number): Evidence {
  return async (title, { allow = [] } = {}) => {
    await pictures.take(page, await observe(page, timeout), { title, allow });
  };
}

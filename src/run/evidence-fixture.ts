import type { Page } from '@playwright/test';
import { observe } from '../journey/observe.ts';
import type { Pictures } from './pictures.ts';
import { type KnownHere, refuseLiterals } from './refuse-literals.ts';

/**
 * Takes a redacted picture of what the page shows now. Only Keycloak's login messages, the portal's texts and the
 * literals listed in `allow` keep their ink; a picture that cannot be taken safely is withheld, and the packet says so.
 * A literal that would show a secret is refused.
 */
export type Evidence = (title: string, options?: { readonly allow?: readonly string[] }) => Promise<void>;

export interface EvidenceTools {
  readonly page: Page;
  readonly pictures: Pictures;
  readonly known: KnownHere;
  /** For the page to settle, in milliseconds. */
  readonly timeout: number;
}

export function createEvidence({ page, pictures, known, timeout }: EvidenceTools): Evidence {
  return async (title, { allow = [] } = {}) => {
    refuseLiterals(allow, known);
    await pictures.take(page, await observe(page, timeout), { title, allow });
  };
}

import type { Vault } from '../redaction/secret.ts';
import { createScrub, type Scrub } from '../redaction/text.ts';

/** A scrub that always knows everything the vault knows; it is made anew only when a value has come up. */
export function liveScrub(vault: Pick<Vault, 'known'>): Scrub {
  let scrub = createScrub(vault.known());
  let size = vault.known().length;
  return (text) => {
    const known = vault.known();
    if (known.length !== size) {
      scrub = createScrub(known);
      size = known.length;
    }
    return scrub(text);
  };
}

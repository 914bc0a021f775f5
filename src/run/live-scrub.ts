import type { Vault } from '../redaction/secret.ts';
import { createScrub, type Scrub } from '../redaction/text.ts';

/** How many new values have searches of their own before one for everything is made anew: making it costs most. */
const APART = 128;

/** A scrub that always knows everything the vault knows; what has come up since the large search was made is searched for apart. */
export function liveScrub(vault: Pick<Vault, 'known'>): Scrub {
  let scrubs = [createScrub(vault.known())];
  let settled = vault.known().length;
  let seen = settled;
  return (text) => {
    const known = vault.known();
    if (known.length - settled > APART) {
      scrubs = [createScrub(known)];
      settled = known.length;
    } else if (known.length !== seen) scrubs.push(createScrub(known.slice(seen)));
    seen = known.length;
    return scrubs.reduce((rest, scrub) => scrub(rest), text);
  };
}

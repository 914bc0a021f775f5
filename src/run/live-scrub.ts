import type { Vault } from '../redaction/secret.ts';
import { createScrub, type Scrub } from '../redaction/text.ts';

/** How many new values are searched for apart, before one search for everything is made anew: making it costs most. */
const APART = 64;

/** A scrub that always knows everything the vault knows; what has come up since the large search was made has its own. */
export function liveScrub(vault: Pick<Vault, 'known'>): Scrub {
  let [settled, recent] = [0, 0];
  let [scrubSettled, scrubRecent] = [createScrub([]), createScrub([])];
  return (text) => {
    const known = vault.known();
    if (known.length - settled > APART) {
      scrubSettled = createScrub(known);
      settled = known.length;
    }
    if (known.length !== recent) {
      scrubRecent = createScrub(known.slice(settled));
      recent = known.length;
    }
    return scrubRecent(scrubSettled(text));
  };
}

import type { Found } from './finder.ts';
import { createFinder } from './finder.ts';
import { PATTERN_HINT, PATTERNS } from './patterns.ts';
import type { KnownSecret } from './secret.ts';
import { placeholder } from './secret-handle.ts';
import type { OriginAliases } from './url.ts';
import { shortenUrls } from './url.ts';

/** Gives back the text without any secret: each known value as `[secret:slot]`, each known shape as `[redacted:name]`. */
export type Scrub = (text: string) => string;

/** What stands for a text that could not be cleaned: nothing of it may be shown. */
export const WITHHELD = '[withheld]';

/**
 * Known values first, in all their encodings, then shapes, then a second look: what still holds a known value is
 * dropped whole. Clean text comes back unchanged. `aliases` name the origins that URLs may show.
 */
export function createScrub(known: Iterable<KnownSecret>, aliases: OriginAliases = {}): Scrub {
  const find = createFinder(known);
  return (text) => {
    const found = find(text);
    const named = found.length > 0 ? replaceFound(text, found) : text;
    const shaped = PATTERN_HINT.test(named) ? scrubShapes(named, aliases) : named;
    if (shaped === text) return text;
    return find(shaped).length > 0 ? WITHHELD : shaped;
  };
}

/** The second line alone, for texts that are scrubbed where no vault is at hand. */
export function scrubShapes(text: string, aliases: OriginAliases = {}): string {
  const short = shortenUrls(text, aliases);
  return PATTERNS.reduce((rest, { matches, becomes }) => rest.replace(matches, becomes), short);
}

/** Overlapping finds are one, under the slot that begins first. */
function replaceFound(text: string, found: readonly Found[]): string {
  const ordered = [...found].sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, slot } of ordered) {
    if (start >= at) parts.push(text.slice(at, start), placeholder(slot));
    at = Math.max(at, end);
  }
  return parts.join('') + text.slice(at);
}

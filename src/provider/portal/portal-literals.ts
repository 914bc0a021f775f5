import { callbackErrorTexts } from './callback-errors.ts';
import { PORTAL_TEXTS } from './portal-pages.ts';

/** Every text of the portal that is not about a person. Sorted, no duplicates. */
export function portalLiterals(): string[] {
  return [...new Set([...Object.values(PORTAL_TEXTS), ...callbackErrorTexts()])].sort();
}

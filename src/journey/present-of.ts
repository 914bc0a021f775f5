/** Runs in the browser: which of the selectors match anything. */
export function presentOf(selectors: readonly string[]): string[] {
  return selectors.filter((selector) => document.querySelector(selector) !== null);
}

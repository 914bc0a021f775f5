import type { Page } from '@playwright/test';

/**
 * Does something that replaces the document, such as sending a form, and waits until the next one is parsed. The old
 * document is marked first: neither its address nor a load event tells it apart, because a refused form comes back at
 * the same address, Keycloak's script rewrites the address, and events of the old document may arrive late.
 */
export async function inNextDocument(page: Page, act: () => Promise<void>): Promise<void> {
  await page.evaluate(markDocument);
  await act();
  await page.waitForFunction(isNewDocument);
}

/** Runs in the browser. */
function markDocument(): void {
  Object.defineProperty(document, Symbol.for('flowproof.left'), { value: true });
}

/** Runs in the browser. */
function isNewDocument(): boolean {
  return document.readyState !== 'loading' && !(Symbol.for('flowproof.left') in document);
}

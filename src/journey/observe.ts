import type { Page } from '@playwright/test';
import { MESSAGE_SELECTORS, SCREENS } from '../contract/screens.ts';
import { Problem } from '../problem.ts';

/** What is on the screen: a page id and the text a person reads first. Never a value of a field. */
export interface Sight {
  readonly page: string;
  readonly message?: string;
}

/** Milliseconds a loaded document may take to show something recognisable before it counts as unknown. */
const RECOGNITION_MS = 2_000;

const ANCHORS = SCREENS.flatMap(({ page, anchor }) => (anchor ? [{ page, anchor }] : []));
const ANYTHING = ['[data-page-id]', ...ANCHORS.map(({ anchor }) => anchor)].join(', ');

const UNKNOWN = 'unknown';

/** Waits until the document is loaded and shows a page; reads it in one round trip. */
export async function observe(page: Page, timeout: number): Promise<Sight> {
  const read = () => page.evaluate(readPage, { anchors: ANCHORS, messages: MESSAGE_SELECTORS, unknown: UNKNOWN });
  // Where the document stands already, which is the rule, nothing is waited for. Fails while one document replaces another.
  const seen = await read().catch(() => undefined);
  if (seen && seen.page !== UNKNOWN) return seen;
  await page.waitForLoadState('domcontentloaded', { timeout }).catch((cause: unknown) => {
    throw unsettled(timeout, cause);
  });
  const recognisable = page.locator(ANYTHING).first();
  await recognisable.waitFor({ state: 'attached', timeout: RECOGNITION_MS }).catch(() => undefined);
  return (await read()) ?? { page: UNKNOWN };
}

function unsettled(timeout: number, cause: unknown): Problem {
  const problem = new Problem({
    code: 'page-unsettled',
    what: `the page did not finish loading within ${timeout} ms`,
    next: 'look whether the provider is overloaded or waits for something, then run the test again',
  });
  problem.cause = cause;
  return problem;
}

interface Table {
  readonly anchors: readonly { readonly page: string; readonly anchor: string }[];
  readonly messages: readonly string[];
  readonly unknown: string;
}

/** Runs in the browser. A document that is not parsed yet gives nothing: its message may still be on the way. */
function readPage({ anchors, messages, unknown }: Table): Sight | undefined {
  if (document.readyState === 'loading') return undefined;
  const id = document.body?.dataset['pageId'];
  const page =
    id?.replace(/^login-/, '') ?? anchors.find(({ anchor }) => document.querySelector(anchor))?.page ?? unknown;
  const shown = messages.flatMap((selector) => [...document.querySelectorAll(selector)]);
  const message = shown.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()).find(Boolean);
  return message ? { page, message } : { page };
}

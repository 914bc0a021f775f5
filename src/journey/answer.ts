import type { Page } from '@playwright/test';
import { ANSWERS, type Answer } from './answers.ts';
import { inNextDocument } from './next-document.ts';
import type { Plan, Verdict } from './plan.ts';
import { presentOf } from './present-of.ts';
import type { Wallet } from './wallet.ts';

/** What the driver did on a page; `planned`: a deviation, so that the same page again is no surprise; `none`: nobody can answer this page in a browser. */
export type Done = { readonly did: 'answered'; readonly planned: boolean } | { readonly did: 'other-way' | 'none' };

interface Means {
  readonly plan: Plan;
  readonly wallet: Wallet;
}

const ANOTHER_WAY = '#try-another-way';
const SELECTOR_PAGE = 'select-authenticator';

/** Answers the page as planned and waits until the next document is there. */
export async function answer(page: Page, shown: string, { plan, wallet }: Means): Promise<Done> {
  if (shown === SELECTOR_PAGE) return choose(page, plan.choice() ?? '');
  if (plan.another(shown)) return follow(page, ANOTHER_WAY);
  const row = ANSWERS.get(shown);
  if (!row) return { did: 'none' };
  if (row.key && !(await wallet.presentKey(page, true))) return { did: 'none' };
  await wallet.take(page, shown);
  const verdicts = await fill(page, row, { plan, wallet });
  const declined = row.decline && plan.verdict(row.decline.kind) !== 'right' ? row.decline.control : undefined;
  await submit(page, declined ?? row.submit);
  const planned = declined !== undefined || verdicts.some((verdict) => verdict !== 'right');
  return { did: 'answered', planned };
}

/** Fills what the page shows of the row's fields; each is right, wrong or empty as planned for its kind. */
async function fill(page: Page, row: Answer, { plan, wallet }: Means): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const selectors = Object.keys(row.fields);
  const present = selectors.length > 0 ? await page.evaluate(presentOf, selectors) : [];
  for (const [selector, slot] of Object.entries(row.fields)) {
    if (!present.includes(selector)) continue;
    const verdict = plan.verdict(slot);
    await wallet.type(page, { selector, slot, verdict });
    verdicts.push(verdict);
  }
  for (const box of row.ticks ?? []) await page.locator(box).check();
  return verdicts;
}

/** Keycloak lists one form per way: keycloak.v2 beside the entry that submits it, the older theme around a button. */
const WAYS = 'li:has(#kc-select-credential-form), #kc-select-credential-form button';

async function choose(page: Page, label: string): Promise<Done> {
  const wanted = page.locator(WAYS).filter({ hasText: label }).getByText(label).first();
  if (!(await wanted.count())) return { did: 'none' };
  await inNextDocument(page, () => wanted.click());
  return { did: 'other-way' };
}

async function follow(page: Page, selector: string): Promise<Done> {
  if (!(await page.locator(selector).count())) return { did: 'none' };
  await submit(page, selector);
  return { did: 'other-way' };
}

async function submit(page: Page, selector: string): Promise<void> {
  await inNextDocument(page, () => page.locator(selector).click());
}

import type { Page } from '@playwright/test';
import { ANSWERS, type Answer, type Slot } from './answers.ts';
import type { Plan, Verdict } from './plan.ts';
import type { Wallet } from './wallet.ts';

/** What the driver did on a page; `none`: nobody can answer this page in a browser. */
export type Done = { readonly did: 'answered'; readonly verdict: Verdict } | { readonly did: 'other-way' | 'none' };

const ANOTHER_WAY = '#try-another-way';
const SELECTOR_PAGE = 'select-authenticator';

/** Answers the page as planned and waits until the next document is there. */
export async function answer(
  page: Page,
  shown: string,
  { plan, wallet }: { plan: Plan; wallet: Wallet },
): Promise<Done> {
  if (shown === SELECTOR_PAGE) return choose(page, plan.choice() ?? '');
  if (plan.another(shown)) return follow(page, ANOTHER_WAY);
  const row = ANSWERS.get(shown);
  if (!row) return { did: 'none' };
  const verdict = plan.verdict(row.kind);
  await wallet.take(page, shown);
  await fill(page, row, { verdict, wallet });
  await submit(page, verdict === 'wrong' && row.decline ? row.decline : row.submit);
  return { did: 'answered', verdict };
}

async function fill(page: Page, row: Answer, { verdict, wallet }: { verdict: Verdict; wallet: Wallet }): Promise<void> {
  for (const [selector, slot] of Object.entries(row.fields)) {
    const field = page.locator(selector);
    if (!(await field.count())) continue;
    await wallet.type(page, { selector, slot, verdict: isSubject(row, slot) ? verdict : 'right' });
  }
  for (const box of row.ticks ?? []) await page.locator(box).check();
}

/** A deviation spoils only the field it is about: a wrong password still comes with the right username. */
function isSubject({ kind }: Answer, slot: Slot): boolean {
  return kind === slot;
}

async function choose(page: Page, label: string): Promise<Done> {
  const entry = page.locator('#kc-select-credential-form button, #kc-select-credential-form .select-auth-box-parent');
  const wanted = entry.filter({ hasText: label }).first();
  if (!(await wanted.count())) return { did: 'none' };
  await Promise.all([nextDocument(page), wanted.click()]);
  return { did: 'other-way' };
}

async function follow(page: Page, selector: string): Promise<Done> {
  if (!(await page.locator(selector).count())) return { did: 'none' };
  await submit(page, selector);
  return { did: 'other-way' };
}

async function submit(page: Page, selector: string): Promise<void> {
  await Promise.all([nextDocument(page), page.locator(selector).click()]);
}

/** A form post always ends in a new document, also when it has the same address. */
function nextDocument(page: Page): Promise<unknown> {
  return page.waitForEvent('domcontentloaded');
}

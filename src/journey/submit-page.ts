import type { Page } from '@playwright/test';
import type { Submit } from '../keycloak/input.ts';
import { ANSWERS, type Answer } from './answers.ts';
import type { Doing } from './deeds.ts';
import { fillings } from './fillings.ts';
import { inNextDocument } from './next-document.ts';
import { presentOf } from './present-of.ts';

/** Sends the form of the page as the input says. Tells why where the page has no such form. */
export async function submitPage(doing: Doing, submit: Submit): Promise<string | undefined> {
  const { page, shown } = doing;
  const own = OWN.get(shown);
  if (own) return own(doing, submit);
  const row = ANSWERS.get(shown);
  if (!row) return `how ${shown} is answered is not known here`;
  if (row.key && !(await doing.wallet.presentKey(page, submit.webauthn === 'right'))) return UNJUDGED;
  await fill(doing, row, submit);
  const declined = submit.accept === false ? row.decline?.control : undefined;
  return press(page, declined ?? row.submit);
}

const UNJUDGED = 'the signature of a security key cannot be judged here; drive this on a disposable Keycloak';

type Own = (doing: Doing, submit: Submit) => Promise<string | undefined>;

/** Pages whose form follows no table of fields. */
const OWN: ReadonlyMap<string, Own> = new Map<string, Own>([
  ['login-update-profile', (doing, submit) => sendProfile(doing, submit, '#kc-update-profile-form [type=submit]')],
  ['update-email', (doing, submit) => sendProfile(doing, submit, '#kc-update-email-form [type=submit]')],
  [
    'select-organization',
    ({ page }, { organization = '' }) => press(page, attribute('id', `organization-${organization}`)),
  ],
  ['delete-credential', ({ page }) => press(page, '#kc-accept')],
  ['delete-account-confirm', ({ page }) => press(page, '#kc-deleteaccount-form [type=submit]')],
  ['login-reset-password', ({ page }) => press(page, '#kc-reset-password-form [type=submit]')],
]);

/** Fills what the page shows of the row's fields. */
async function fill({ page, person, wallet, deed }: Doing, row: Answer, submit: Submit): Promise<void> {
  const present = await presentIn(page, Object.keys(row.fields));
  const filled = fillings(submit, person);
  const device = await pickDevice(page, deed.label);
  for (const selector of present) {
    const slot = row.fields[selector] ?? 'label';
    const filling = filled.get(slot);
    if (filling) await wallet.type(page, { selector, ...filling, ...(device !== undefined && { device }) });
    if (slot === 'label') await page.locator(selector).fill(submit.label ?? '');
  }
  for (const box of row.ticks ?? []) await page.locator(box).check();
}

async function presentIn(page: Page, selectors: readonly string[]): Promise<readonly string[]> {
  return selectors.length > 0 ? page.evaluate(presentOf, selectors) : [];
}

const OF_DEVICE = / of (.*?)(?: ~(\d+))?$/;

/** Picks the tile of the device that a code is for, where there are several; devices of one name are numbered from the second on. */
async function pickDevice(page: Page, label: string): Promise<string | undefined> {
  const [, name, number = '1'] = OF_DEVICE.exec(label) ?? [];
  if (name === undefined) return undefined;
  await page
    .locator('[id^=kc-otp-credential-]')
    .getByText(name, { exact: true })
    .nth(Number(number) - 1)
    .click();
  return name;
}

/** Blank where the input says so; required and still empty: filled; everything else stays as the page has it. */
async function sendProfile(doing: Doing, { profile = {} }: Submit, control: string): Promise<string | undefined> {
  for (const [name, value] of Object.entries(profile)) await fillAttribute(doing, name, [value].flat()[0] ?? '');
  return press(doing.page, control);
}

/** Attributes that every person has a value of its own for. */
const PERSONAL: readonly string[] = ['email', 'firstName', 'lastName'];

async function fillAttribute({ page, wallet }: Doing, name: string, wanted: string): Promise<void> {
  const field = page.locator(attribute('id', name)).first();
  const has = (await field.count()) > 0 ? await field.inputValue() : undefined;
  if (has === undefined || (has === '') === (wanted === '')) return;
  if (!PERSONAL.includes(name)) return field.fill(wanted);
  await wallet.type(page, { selector: `#${name}`, slot: 'profile', verdict: wanted === '' ? 'empty' : 'right' });
}

async function press(page: Page, selector: string): Promise<string | undefined> {
  const control = page.locator(selector).first();
  if ((await control.count()) === 0) return 'the page has no such control';
  await inNextDocument(page, () => control.click());
  return undefined;
}

function attribute(name: string, value: string): string {
  return `[${name}=${JSON.stringify(value)}]`;
}

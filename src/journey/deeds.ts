import type { Page } from '@playwright/test';
import { undrivable } from '../contract/drivable.ts';
import type { Deed } from '../contract/walk.ts';
import type { Input, Submit } from '../keycloak/input.ts';
import { leaveForRestart, showAgain } from './detours.ts';
import { inNextDocument } from './next-document.ts';
import { submitPage } from './submit-page.ts';
import type { Wallet } from './wallet.ts';

/** A deed about to be done: `shown` is the page in front of the person, `person` the username the machine is about. */
export interface Doing {
  readonly page: Page;
  readonly shown: string;
  readonly deed: Deed;
  readonly person: string;
  readonly wallet: Wallet;
}

/**
 * Does on the page what the machine's input says, and waits for the next document. Tells why where that cannot be done:
 * no browser can, or this page has nothing to do it with. Secrets go from the wallet into the page.
 */
export async function perform(doing: Doing): Promise<string | undefined> {
  const forged = undrivable(doing.deed);
  return forged ?? DEEDS[doing.deed.does.kind](doing);
}

type Perform = (doing: Doing) => Promise<string | undefined>;

const DEEDS: Readonly<Record<Input['kind'], Perform>> = {
  submit: (doing) => submitPage(doing, inputOf(doing)),
  'try-another-way': clicks('#try-another-way'),
  choose: ({ page, deed }) => choose(page, deed.label),
  cancel: clicks('[name=cancel-aia]'),
  refresh: ({ page }) => inNextDocument(page, () => page.evaluate(showAgain)).then(nothing),
  restart: ({ page }) => inNextDocument(page, () => page.evaluate(leaveForRestart)).then(nothing),
  continue: clicks('#loginContinueLink, #kc-form-options a'),
  revisit: async () => 'no page has a link to an earlier one',
  register: clicks('#kc-registration a'),
  'reset-password': clicks('a[href*="/login-actions/reset-credentials"]'),
};

function nothing(): undefined {
  return undefined;
}

/** The row of `submit` is asked for submits alone. */
function inputOf({ deed: { does } }: Doing): Submit {
  if (does.kind === 'submit') return does;
  throw new TypeError(`a ${does.kind} is no submit`);
}

function clicks(selector: string): Perform {
  return async ({ page, shown, deed }) => {
    const control = page.locator(selector).first();
    if ((await control.count()) === 0) return `${shown} has nothing to do "${deed.label}" with`;
    await inNextDocument(page, () => control.click());
    return undefined;
  };
}

/** Keycloak lists one form per way: keycloak.v2 beside the entry that submits it, the older theme around a button. */
const WAYS = 'li:has(#kc-select-credential-form), #kc-select-credential-form button';
const NUMBERED = /^choose (.*?)(?: ~(\d+))?$/;

/** Entries of one name are numbered from the second on, in the order of the list. */
async function choose(page: Page, label: string): Promise<string | undefined> {
  const [, name = '', number = '1'] = NUMBERED.exec(label) ?? [];
  const wanted = page
    .locator(WAYS)
    .getByText(name, { exact: true })
    .nth(Number(number) - 1);
  if ((await wanted.count()) === 0) return `the list has no entry "${name}"`;
  await inNextDocument(page, () => wanted.click());
  return undefined;
}

import type { Page } from '@playwright/test';
import type { DerivedKey } from '../redaction/derive-security-key.ts';

/** The key pair of one user's security key. */
export interface SecurityKey extends DerivedKey {
  /** Id of the account: a key that signs in without a user name answers with it. */
  readonly account: string;
}

/** The key a person holds, if any (a new one is made where the page asks for one), or that the person cancels. */
export type Presented = { readonly key: SecurityKey | undefined } | 'cancels';

/**
 * Puts a virtual authenticator into the page's browser that answers in the person's place (Web Authentication,
 * section 11). It keeps the keys it made, so that a key set up on one page signs in on a later one.
 */
export async function presentKey(page: Page, presented: Presented): Promise<void> {
  if (presented === 'cancels') {
    await page.evaluate(cancelKeys);
    return;
  }
  const { credentials } = page.context();
  await credentials.install();
  const { key } = presented;
  if (!key || (await credentials.get({ id: key.id })).length > 0) return;
  await credentials.create(new URL(page.url()).hostname, {
    id: key.id,
    userHandle: Buffer.from(key.account).toString('base64url'),
    privateKey: key.private_key,
    publicKey: key.public_key,
  });
}

/** Runs in the browser: from now on its dialog is closed without an answer. */
function cancelKeys(): void {
  const closed = new DOMException('the person closed the dialog', 'NotAllowedError');
  const value = {
    create(): Promise<never> {
      return Promise.reject(closed);
    },
    get(): Promise<never> {
      return Promise.reject(closed);
    },
  };
  Object.defineProperty(navigator, 'credentials', { value, configurable: true });
}

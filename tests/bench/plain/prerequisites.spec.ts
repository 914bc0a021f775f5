import { expect } from '@playwright/test';
import type { KindName } from './people.ts';
import { test } from './stage.ts';

const TYPES = { password: 'password', otp: 'otp', 'recovery-codes': 'recovery-authn-codes' } as const;

/** What each flow needs before anybody signs in. */
const ROWS: readonly (readonly [flow: string, people: readonly KindName[]])[] = [
  ['the challenge', ['staff-with-otp', 'staff-first-login']],
  ['the set-up', ['staff-first-login']],
  ['recovery', ['staff-with-recovery-codes', 'staff-with-both']],
  ['refusals', ['disabled', 'denied', 'contractor']],
  ['service accounts', ['service-identity']],
  ['the emergency account', ['break-glass']],
  ['sign-out', ['contractor']],
];

for (const [flow, kinds] of ROWS) {
  test(`${flow}: its users exist as described`, async ({ stage, person }) => {
    for (const kind of kinds) {
      const { username, credentials } = person(kind);
      const held = stage.provider.findUser(username);
      expect(held?.enabled).toBe(kind !== 'disabled');
      expect(held?.credentials).toEqual(credentials.map((credential) => TYPES[credential]));
    }
  });

  test(`${flow}: the portal reaches its provider`, async ({ stage, page, request }) => {
    await page.goto(stage.portal);
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    const discovery = await request.get(`${stage.provider.issuer}/.well-known/openid-configuration`);
    expect((await discovery.json()).issuer).toBe(stage.provider.issuer);
  });
}

import type { Page } from '@playwright/test';
import {
  answerOtp,
  answerRecovery,
  ERROR,
  expectMessage,
  expectPage,
  LOGIN,
  login,
  OTP,
  openLogin,
  RECOVERY,
  SET_UP,
  SIGNED_IN,
  setUp,
} from '../plain/pages.ts';
import { type KindName, nextCode, type Person } from '../plain/people.ts';
import { test } from './sign-in.ts';

/** What a person sees behind the login page: its last page, and what is done on the way there. */
interface Case {
  readonly kind: KindName;
  readonly between?: { readonly page: string; readonly answer: (page: Page, person: Person) => Promise<unknown> };
  readonly last: string;
  readonly message?: string;
}

const byCode = { page: OTP, answer: (page: Page, { otp, used }: Person) => answerOtp(page, nextCode(otp, used)) };
const byRecovery = { page: RECOVERY, answer: (page: Page, { codes }: Person) => answerRecovery(page, codes[0]) };
const bySetUp = { page: SET_UP, answer: (page: Page, { used }: Person) => setUp(page, used) };

const CASES: readonly Case[] = [
  { kind: 'staff-with-otp', between: byCode, last: SIGNED_IN },
  { kind: 'staff-first-login', between: bySetUp, last: SIGNED_IN },
  { kind: 'staff-with-recovery-codes', between: byRecovery, last: SIGNED_IN },
  { kind: 'staff-with-both', between: byCode, last: SIGNED_IN },
  { kind: 'contractor', last: SIGNED_IN },
  { kind: 'break-glass', last: SIGNED_IN },
  { kind: 'service-identity', last: LOGIN, message: 'Invalid username or password.' },
  { kind: 'disabled', last: LOGIN, message: 'Account is disabled, contact your administrator.' },
  { kind: 'denied', last: ERROR, message: 'Access denied' },
];

for (const { kind, between, last, message } of CASES) {
  test(kind, async ({ page, stage, person, picture }) => {
    const somebody = await person(kind);
    await openLogin(page, stage.portal);
    await picture(page);
    await login(page, somebody);
    if (between) {
      await expectPage(page, between.page);
      await picture(page);
      await between.answer(page, somebody);
    }
    await expectPage(page, last);
    if (message) await expectMessage(page, message);
    await picture(page);
  });
}

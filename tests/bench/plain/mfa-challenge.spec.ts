import { expect } from '@playwright/test';
import {
  answerOtp,
  expectMessage,
  expectPage,
  LOGIN,
  login,
  OTP,
  openLogin,
  SIGNED_IN,
  setUp,
  signIn,
} from './pages.ts';
import { nextCode } from './people.ts';
import { test } from './stage.ts';

const WRONG_CODE = '000000';
const REFUSED = 'Invalid authenticator code.';

test('a staff member with a phone passes the challenge', async ({ page, stage, person }) => {
  const staff = person('staff-with-otp');
  await signIn(page, stage.portal, staff);
  await answerOtp(page, nextCode(staff.otp, staff.used));
  await expectPage(page, SIGNED_IN);
});

test('without a second factor the set-up comes first', async ({ page, stage, person }) => {
  const newcomer = person('staff-first-login');
  await signIn(page, stage.portal, newcomer);
  await setUp(page, newcomer.used);
  await expectPage(page, SIGNED_IN);
});

test('three wrong codes lock the account', async ({ page, stage, person }) => {
  const staff = person('staff-with-otp');
  await signIn(page, stage.portal, staff);
  for (const code of [WRONG_CODE, WRONG_CODE, WRONG_CODE, nextCode(staff.otp, staff.used)]) {
    await answerOtp(page, code);
    await expectMessage(page, REFUSED);
  }
  await expectPage(page, OTP);
  await openLogin(page, stage.portal);
  for (const password of [staff.password, staff.password]) {
    await login(page, staff, password);
    await expectPage(page, LOGIN);
    await expectMessage(page, 'Invalid username or password.');
  }
});

test('a mistyped code is corrected on the same page', async ({ page, stage, person }) => {
  const staff = person('staff-with-otp');
  await signIn(page, stage.portal, staff);
  await answerOtp(page, WRONG_CODE);
  await expectMessage(page, REFUSED);
  await answerOtp(page, nextCode(staff.otp, staff.used));
  await expectPage(page, SIGNED_IN);
});

test('a callback of another browser opens no session', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('staff-with-otp'));
  await expectPage(page, OTP);
  const borrowed = new URLSearchParams({ code: 'borrowed', state: 'borrowed', iss: stage.provider.issuer });
  await page.goto(`${stage.portal}/callback?${borrowed}`);
  await expect(page.getByText('PORTAL-STATE-MISMATCH')).toBeVisible();
});

test('after sign-out the challenge is asked again', async ({ page, stage, person }) => {
  const staff = person('staff-with-otp');
  await signIn(page, stage.portal, staff);
  await answerOtp(page, nextCode(staff.otp, staff.used));
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await signIn(page, stage.portal, staff);
  await answerOtp(page, nextCode(staff.otp, staff.used));
  await expectPage(page, SIGNED_IN);
});

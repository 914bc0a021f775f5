import { expect } from '@playwright/test';
import { answerRecovery, expectMessage, expectPage, OTP, RECOVERY, SIGNED_IN, signIn } from './pages.ts';
import { test } from './stage.ts';

const KIND = 'staff-with-recovery-codes';
const REFUSED = 'Invalid recovery authentication code';
const LOCKED = 'Invalid username or password.';

test('a recovery code stands in for the lost phone', async ({ page, stage, person }) => {
  const staff = person(KIND);
  await signIn(page, stage.portal, staff);
  await answerRecovery(page, staff.codes.shift());
  await expectPage(page, SIGNED_IN);
});

test('whoever has no codes is not offered them', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('staff-with-otp'));
  await expectPage(page, OTP);
  await expect(page.getByText('Try Another Way')).toHaveCount(0);
});

test('three wrong recovery codes lock the account', async ({ page, stage, person }) => {
  const staff = person(KIND);
  await signIn(page, stage.portal, staff);
  for (const code of ['AAAABBBBCCCC', 'AAAABBBBCCCC', 'AAAABBBBCCCC']) {
    await answerRecovery(page, code);
    await expectMessage(page, REFUSED);
  }
  await answerRecovery(page, staff.codes[0]);
  await expectMessage(page, LOCKED);
  await expectPage(page, RECOVERY);
});

test('whoever has both changes over on the challenge page', async ({ page, stage, person }) => {
  const staff = person('staff-with-both');
  await signIn(page, stage.portal, staff);
  await expectPage(page, OTP);
  await page.locator('#try-another-way').click();
  await expectPage(page, 'login-select-authenticator');
  await page.getByText('Recovery Authentication Code').first().click();
  await answerRecovery(page, staff.codes.shift());
  await expectPage(page, SIGNED_IN);
});

test('a wrong recovery code is refused on the same page', async ({ page, stage, person }) => {
  const staff = person(KIND);
  await signIn(page, stage.portal, staff);
  await answerRecovery(page, 'AAAABBBBCCCC');
  await expectMessage(page, REFUSED);
  await answerRecovery(page, staff.codes.shift());
  await expectPage(page, SIGNED_IN);
});

test('a used code is spent, the next sign-in takes the next', async ({ page, stage, person }) => {
  const staff = person(KIND);
  await signIn(page, stage.portal, staff);
  await answerRecovery(page, staff.codes.shift());
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await signIn(page, stage.portal, staff);
  await answerRecovery(page, staff.codes.shift());
  await expectPage(page, SIGNED_IN);
});

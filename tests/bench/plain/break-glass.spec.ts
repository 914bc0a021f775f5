import { expectMessage, expectPage, LOGIN, login, openLogin, SIGNED_IN, signIn } from './pages.ts';
import { test } from './stage.ts';

const GENERIC = 'Invalid username or password.';

test('the emergency account needs no second factor', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('break-glass'));
  await expectPage(page, SIGNED_IN);
});

test('it is never asked to set one up', async ({ page, stage, person }) => {
  await signIn(page, stage.portal, person('break-glass'));
  await expectPage(page, SIGNED_IN);
});

test('it is not exempt from the lock', async ({ page, stage, person }) => {
  const emergency = person('break-glass');
  await openLogin(page, stage.portal);
  for (const password of ['wrong', 'wrong', 'wrong', emergency.password]) {
    await login(page, emergency, password);
    await expectPage(page, LOGIN);
    await expectMessage(page, GENERIC);
  }
});

test('a wrong password is refused with the usual words', async ({ page, stage, person }) => {
  const emergency = person('break-glass');
  await openLogin(page, stage.portal);
  await login(page, emergency, 'wrong');
  await expectPage(page, LOGIN);
  await expectMessage(page, GENERIC);
  await login(page, emergency);
  await expectPage(page, SIGNED_IN);
});

test('after sign-out the password is asked again', async ({ page, stage, person }) => {
  const emergency = person('break-glass');
  await signIn(page, stage.portal, emergency);
  await expectPage(page, SIGNED_IN);
  await page.goto(`${stage.portal}/sign-out`);
  await signIn(page, stage.portal, emergency);
  await expectPage(page, SIGNED_IN);
});

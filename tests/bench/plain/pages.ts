import { expect, type Page } from '@playwright/test';
import { nextCode, type Person } from './people.ts';

/** What the pages of the journeys are called in `data-page-id`. */
export const OTP = 'login-login-otp';
export const RECOVERY = 'login-login-recovery-authn-code-input';
export const SET_UP = 'login-login-config-totp';
export const LOGIN = 'login-login';
export const ERROR = 'login-error';
export const SIGNED_IN = 'portal-account';
export const FAILED = 'portal-error';

export async function expectPage(page: Page, id: string): Promise<void> {
  await expect(page.locator('body')).toHaveAttribute('data-page-id', id);
}

export async function expectMessage(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text, { exact: true })).toBeVisible();
}

/** Opens the application's sign-in, which leads to the login page. */
export async function openLogin(page: Page, portal: string): Promise<void> {
  await page.goto(`${portal}/sign-in`);
  await expectPage(page, LOGIN);
}

/** Answers the login page; the password is the right one unless given. */
export async function login(page: Page, person: Person, password = person.password): Promise<void> {
  await page.locator('#username').fill(person.username);
  await page.locator('#password').fill(password);
  await page.locator('#kc-login').click();
}

/** From the application to the page behind the login page. */
export async function signIn(page: Page, portal: string, person: Person): Promise<void> {
  await openLogin(page, portal);
  await login(page, person);
}

export async function answerOtp(page: Page, code: string): Promise<void> {
  await expectPage(page, OTP);
  await page.locator('#otp').fill(code);
  await page.locator('#kc-login').click();
}

export async function answerRecovery(page: Page, code: string | undefined): Promise<void> {
  await expectPage(page, RECOVERY);
  await page.locator('#recoveryCodeInput').fill(code ?? '');
  await page.locator('#kc-login').click();
}

/** Answers the set-up page and gives back the key it offered. `code` replaces the right first code. */
export async function setUp(page: Page, used: number[], code?: string): Promise<string> {
  await expectPage(page, SET_UP);
  const key = await page.locator('#totpSecret').inputValue();
  await page.locator('#totp').fill(code ?? nextCode(key, used));
  await page.locator('#userLabel').fill('Authenticator');
  await page.locator('#saveTOTPBtn').click();
  return key;
}

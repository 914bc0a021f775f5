import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../../../../src/keycloak/page.ts';
import { PAGE_BODIES } from '../../../../src/provider/embedded/pages/page-bodies.ts';
import { drawn } from '../kit/drawn.ts';

const field = { name: 'email', label: 'Email', values: ['a'], required: true, read_only: false, multivalued: false };
const organization = { execution: 'acme', label: 'Acme' };

/** Anchors by which journeys know and use the pages of the theme keycloak.v2, Keycloak 26.7.3. */
const ANCHORS: Readonly<Record<string, readonly [anchors: readonly string[], page?: Partial<Page>]>> = {
  login: [['id="kc-form-login"', 'name="username"', 'name="password"', 'id="kc-login"', 'name="credentialId"']],
  'login-username': [['id="kc-form-login"', 'name="username"', 'id="kc-login"']],
  'login-password': [['id="kc-form-login"', 'name="password"', 'id="kc-login"']],
  'login-otp': [['id="kc-otp-login-form"', 'name="otp"', 'name="selectedCredentialId"', 'id="kc-login"']],
  'login-config-totp': [
    [
      'id="kc-totp-settings"',
      'id="kc-totp-settings-form"',
      'id="kc-totp-secret-qr-code"',
      'id="mode-manual"',
      'name="totp"',
      'id="totpSecret" name="totpSecret"',
      'name="userLabel"',
      'id="saveTOTPBtn"',
    ],
  ],
  'login-recovery-authn-code-input': [['id="kc-recovery-code-login-form"', 'name="recoveryCodeInput"']],
  'login-recovery-authn-code-config': [
    [
      'id="kc-recovery-codes-list"',
      'id="kc-recovery-codes-settings-form"',
      'name="generatedRecoveryAuthnCodes"',
      'name="generatedAt"',
      'id="kcRecoveryCodesConfirmationCheck"',
      'id="saveRecoveryAuthnCodesBtn"',
    ],
  ],
  'select-authenticator': [
    ['id="kc-select-credential-form"', 'name="authenticationExecution"'],
    { options: [{ execution: 'one', label: 'Authenticator Application' }] },
  ],
  'webauthn-authenticate': [['id="webauth"', 'name="signature"', 'name="error"', 'id="authenticateWebAuthnButton"']],
  'webauthn-register': [['id="register"', 'name="attestationObject"', 'name="error"', 'id="registerWebAuthn"']],
  'webauthn-error': [['id="kc-error-credential-form"', 'name="isSetRetry"', 'id="kc-try-again"']],
  'login-reset-password': [['id="kc-reset-password-form"', 'name="username"']],
  'select-organization': [
    ['id="kc-user-organizations"', 'id="organization-acme"', 'name="kc.org"'],
    { organizations: [organization] },
  ],
  'login-update-password': [
    ['id="kc-passwd-update-form"', 'name="password-new"', 'name="password-confirm"', 'name="logout-sessions"'],
  ],
  'login-update-profile': [['id="kc-update-profile-form"', 'name="email"'], { fields: [{ ...field, options: [] }] }],
  'update-email': [['id="kc-update-email-form"', 'name="email"'], { fields: [{ ...field, options: [] }] }],
  terms: [['id="kc-terms-text"', 'id="kc-accept"', 'id="kc-decline"']],
  'login-oauth-grant': [['id="kc-oauth"', 'name="code" value="code"', 'id="kc-login"', 'id="kc-cancel"']],
  'delete-credential': [['id="kc-delete-text"', 'id="kc-accept"', 'id="kc-decline"']],
  'delete-account-confirm': [['id="kc-deleteaccount-form"', 'id="kc-submit"']],
  'login-page-expired': [['id="loginRestartLink"', 'id="loginContinueLink"']],
  register: [['id="kc-register-form"', 'name="password"', 'name="password-confirm"']],
};

test('every page that can be shown has its anchors listed', () => {
  assert.deepEqual([...PAGE_BODIES.keys()].sort(), Object.keys(ANCHORS).sort());
});

for (const [page, [anchors, over = {}]] of Object.entries(ANCHORS)) {
  test(`${page} carries Keycloak's anchors`, () => {
    const markup = drawn({ page: { page, ...over } });
    assert.ok(markup.includes(`data-page-id="login-${page}"`));
    assert.ok(markup.includes('id="kc-page-title"'));
    for (const anchor of anchors) assert.ok(markup.includes(anchor), anchor);
    assert.doesNotMatch(markup, / on[a-z]+="|javascript:| style="/);
  });
}

test('what comes from people and realms is escaped on every page', () => {
  const evil = '"><script>alert(1)</script>';
  const page: Partial<Page> = {
    messages: [{ text: evil, type: 'error' }],
    subject: evil,
    attempted_username: evil,
    username: evil,
    execution: evil,
    options: [{ execution: evil, label: evil }],
    organizations: [{ execution: evil, label: evil }],
    devices: [
      { id: evil, label: evil, selected: true },
      { id: evil, label: evil, selected: false },
    ],
    fields: [{ ...field, name: evil, label: evil, values: [evil], options: [evil] }],
    consents: [evil],
    identity_providers: [evil],
    try_another_way: true,
  };
  for (const id of PAGE_BODIES.keys()) {
    const markup = drawn({ page: { ...page, page: id }, tab: { totp_secret: evil, code: evil, id: evil } });
    assert.ok(!markup.includes('<script>alert'), id);
    assert.ok(!markup.includes('"><'.concat('script')), id);
  }
});

test('another secret changes values, never the markup around them', () => {
  for (const [id, mode] of [
    ['login-config-totp', 'qr'],
    ['login-config-totp', 'manual'],
    ['login-recovery-authn-code-config', 'qr'],
  ] as const) {
    const [one, other] = ['abcdefghij0123456789', 'ABCDEFGHIJKLMNOPQRST'].map((totp_secret) => {
      const codes = Array.from({ length: 12 }, () => totp_secret.slice(0, 12));
      return drawn({ page: { page: id }, tab: { totp_secret, recovery: { codes, generated_at: 1 } }, mode });
    });
    assert.notEqual(one, other);
    assert.equal(withoutValues(one ?? ''), withoutValues(other ?? ''));
    assert.equal(one?.length, other?.length);
  }
});

function withoutValues(markup: string): string {
  return markup
    .replace(/ (value|src)="[^"]*"/g, '')
    .replace(/(id="kc-totp-secret-key">)[^<]*/, '$1')
    .replace(/<li>[\w-]{14}<\/li>/g, '<li></li>');
}

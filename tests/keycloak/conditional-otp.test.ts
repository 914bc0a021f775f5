import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CREDENTIALS, flowOf, journeys, realm, step, user } from './realm-kit.ts';

const ENROLS = ['login > login-config-totp > callback', 'login > login-otp > callback'];
const SKIPS = ['login > callback', 'login > callback'];

/** A user without OTP logs in, and again from a new browser. */
function twice(
  config: Record<string, string> | undefined,
  who: Record<string, unknown> = {},
  more: object = {},
): string[] {
  const rows = [step('auth-username-password-form'), step('auth-conditional-otp-form', 'REQUIRED', config)];
  const document = realm({
    ...flowOf(rows),
    roles: { realm: [{ name: 'otp_role' }] },
    users: [user('who', who)],
    ...more,
  });
  return journeys({ document, persona: { username: 'who' }, visits: [{}, { fresh: true }] });
}

const NO_MATCH = {
  otpControlAttribute: 'none',
  skipOtpRole: 'no_such_role',
  forceOtpRole: 'no_such_role',
  noOtpRequiredForHeaderPattern: 'NoSuchHost: nolocalhost:65536',
  forceOtpForHeaderPattern: 'NoSuchHost: nolocalhost:65536',
};

test('without any config the code is asked', () => {
  assert.deepEqual(twice(undefined), ENROLS);
  assert.deepEqual(
    twice(undefined, { credentials: [CREDENTIALS.password, CREDENTIALS.otp()] }).at(0),
    'login > login-otp > callback',
  );
});

test('the default decides when nothing else does', () => {
  assert.deepEqual(twice({ defaultOtpOutcome: 'skip' }), SKIPS);
  assert.deepEqual(twice({ defaultOtpOutcome: 'force' }), ENROLS);
  assert.deepEqual(twice({ ...NO_MATCH, defaultOtpOutcome: 'skip' }), SKIPS);
  assert.deepEqual(twice({ ...NO_MATCH, defaultOtpOutcome: 'force' }), ENROLS);
});

test('the user attribute goes before everything else', () => {
  const config = { otpControlAttribute: 'control', defaultOtpOutcome: 'skip' };
  assert.deepEqual(twice(config, { attributes: { control: ['force'] } }), ENROLS);
  assert.deepEqual(twice({ ...config, defaultOtpOutcome: 'force' }, { attributes: { control: ['skip'] } }), SKIPS);
});

test('roles go before the default', () => {
  assert.deepEqual(
    twice({ forceOtpRole: 'otp_role', defaultOtpOutcome: 'skip' }, { realmRoles: ['otp_role'] }),
    ENROLS,
  );
  assert.deepEqual(twice({ skipOtpRole: 'otp_role', defaultOtpOutcome: 'force' }, { realmRoles: ['otp_role'] }), SKIPS);
});

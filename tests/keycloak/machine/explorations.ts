import type { Exploration } from '../../../src/keycloak/machine/explore-machine.ts';
import { readRealm } from '../../../src/keycloak/read-realm.ts';
import { CALLBACK, CREDENTIALS, flowOf, forms, realm, step, sub, user } from '../realm-kit.ts';

const request = { client_id: 'app', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' };

export function exploration(persona: string, change: Readonly<Record<string, unknown>> = {}): Exploration {
  return { realm: readRealm(realm(change), { version: '26.7.3' }), persona, request };
}

const password = step('auth-password-form', 'ALTERNATIVE');
const otp = step('auth-otp-form', 'ALTERNATIVE');
const recovery = step('auth-recovery-authn-code-form', 'ALTERNATIVE');
const passkey = step('webauthn-authenticator', 'ALTERNATIVE');

/** Password or code, after the name. */
export const EITHER = flowOf(forms(step('auth-username-form'), sub('either', 'REQUIRED', password, otp)));
const ANY = flowOf(forms(step('auth-username-form'), sub('any', 'REQUIRED', password, otp, recovery, passkey)));

/** Three failed attempts lock for a minute. */
export const COUNTED = {
  bruteForceProtected: true,
  failureFactor: 3,
  waitIncrementSeconds: 60,
  maxFailureWaitSeconds: 900,
};
const FOR_GOOD = { ...COUNTED, permanentLockout: true };

const action = (alias: string, priority: number) => ({
  alias,
  name: alias,
  providerId: alias,
  enabled: true,
  defaultAction: false,
  priority,
  config: {},
});
const OWED = {
  requiredActions: [
    action('TERMS_AND_CONDITIONS', 10),
    action('CONFIGURE_TOTP', 20),
    action('UPDATE_PASSWORD', 30),
    action('UPDATE_PROFILE', 40),
  ],
  users: [
    user('who', { requiredActions: ['CONFIGURE_TOTP', 'UPDATE_PASSWORD', 'TERMS_AND_CONDITIONS', 'UPDATE_PROFILE'] }),
  ],
};
const withCredentials = (...credentials: readonly object[]) => ({ users: [user('who', { credentials })] });

const BROKERED = {
  organizationsEnabled: true,
  organizations: [
    {
      name: 'neworg',
      alias: 'neworg',
      enabled: true,
      domains: [{ name: 'neworg.org' }],
      members: [{ username: 'plain' }],
      identityProviders: [{ alias: 'broker' }],
    },
  ],
  identityProviders: [
    {
      alias: 'broker',
      providerId: 'oidc',
      enabled: true,
      config: { 'kc.org.domain': 'neworg.org', 'kc.org.broker.redirect.mode.email-matches': 'true' },
    },
  ],
  users: [user('plain', { email: 'plain@neworg.org' })],
};

const CONSENTING = {
  clients: [
    { clientId: 'app', publicClient: true, consentRequired: true, redirectUris: ['https://app.example.test/auth/*'] },
  ],
};

/** One exploration per kind of thing that can happen. */
export const EXPLORATIONS: ReadonlyMap<string, Exploration> = new Map([
  ['password only', exploration('plain')],
  ['one-time code', exploration('one-otp')],
  ['two devices', exploration('two-otp')],
  ['a choice of two ways', exploration('one-otp', EITHER)],
  [
    'a choice of four ways',
    exploration('who', {
      ...ANY,
      ...withCredentials(CREDENTIALS.password, CREDENTIALS.otp(), CREDENTIALS.codes, CREDENTIALS.webauthn),
    }),
  ],
  ['counted attempts', exploration('one-otp', COUNTED)],
  ['attempts counted in a line', exploration('one-otp', { ...COUNTED, bruteForceStrategy: 'LINEAR' })],
  ['attempts of a machine', exploration('plain', { ...COUNTED, quickLoginCheckMilliSeconds: 5000 })],
  ['locked for good', exploration('one-otp', FOR_GOOD)],
  ['locked for good at last', exploration('one-otp', { ...FOR_GOOD, maxTemporaryLockouts: 2 })],
  ['owed actions', exploration('who', OWED)],
  ['consent', exploration('plain', CONSENTING)],
  ['organizations', exploration('plain', BROKERED)],
  [
    'a person of another provider',
    exploration('plain', { ...BROKERED, users: [user('plain', { email: 'plain@neworg.org', credentials: [] })] }),
  ],
  ['a forgotten password', exploration('plain', { resetPasswordAllowed: true })],
  ['an action of the application', { ...exploration('one-otp'), request: { ...request, kc_action: 'CONFIGURE_TOTP' } }],
  ['a refused request', { ...exploration('plain'), request: { ...request, redirect_uri: 'https://elsewhere.test/' } }],
]);

import { client, config, flow, group, inRealm, row } from './edit-realm.ts';
import { rolloutSeed, type SeededFault } from './seed.ts';

const FORMS = 'portal forms';
const CHALLENGE = 'portal challenge';
const ENROLLMENT = 'portal enrollment';
const DENIED = 'portal denied';

type Row = Omit<SeededFault, 'seed'>;

/** Faults in the realm of the shipped contract, as somebody would make them in the admin console. */
const ROWS: readonly Row[] = [
  {
    id: 'challenge-disabled',
    what: 'the subflow that asks for the second factor is disabled',
    rule: 'promise',
    counterexample: 'promise',
    apply: inRealm((realm) => {
      row(realm, FORMS, CHALLENGE).requirement = 'DISABLED';
    }),
  },
  {
    id: 'enrollment-disabled',
    what: 'the subflow that enrols whoever has no factor is disabled',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      row(realm, FORMS, ENROLLMENT).requirement = 'DISABLED';
    }),
  },
  {
    id: 'role-not-in-group',
    what: 'the group of the staff does not carry the role of the rollout',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      group(realm, 'staff').realmRoles = [];
    }),
  },
  {
    id: 'exempt-group',
    what: 'the whole staff is exempt',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      group(realm, 'staff').realmRoles?.push('mfa-exempt');
    }),
  },
  {
    id: 'exemption-inverted',
    what: 'the condition of the exemption is not negated: only the exempt are asked',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      config(realm, 'is not exempt')['negate'] = 'false';
    }),
  },
  {
    id: 'another-way-around-the-challenge',
    what: 'a password is an alternative to the one-time code, one click behind the challenge',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      const rows = flow(realm, CHALLENGE).authenticationExecutions;
      rows.push({ authenticator: 'auth-password-form', requirement: 'ALTERNATIVE', priority: 60 });
    }),
  },
  {
    id: 'client-has-a-flow-of-its-own',
    what: 'the client is bound to a flow with a password and nothing else',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      const rows = [{ authenticator: 'auth-username-password-form', requirement: 'REQUIRED', priority: 10 }];
      realm.authenticationFlows.push({
        id: 'old',
        alias: 'old',
        providerId: 'basic-flow',
        topLevel: true,
        authenticationExecutions: rows,
      });
      client(realm, 'portal')['authenticationFlowBindingOverrides'] = { browser: 'old' };
    }),
  },
  {
    id: 'browser-flow-not-bound',
    what: 'the new flow is there, and the realm is still bound to the built-in one',
    rule: 'no_callback_without',
    counterexample: 'no_callback_without',
    apply: inRealm((realm) => {
      realm['browserFlow'] = 'browser';
    }),
  },
  {
    id: 'denied-let-in',
    what: 'the subflow that denies is disabled',
    rule: 'never_reaches',
    counterexample: 'never_reaches',
    apply: inRealm((realm) => {
      row(realm, FORMS, DENIED).requirement = 'DISABLED';
    }),
  },
  {
    id: 'denial-inverted',
    what: 'the condition of the denial is negated: everybody else is denied',
    rule: 'never_reaches',
    counterexample: 'never_reaches',
    apply: inRealm((realm) => {
      config(realm, 'is denied')['negate'] = 'true';
    }),
  },
  {
    id: 'denial-asks-for-another-role',
    what: 'the condition of the denial names a role of nobody',
    rule: 'L-09',
    counterexample: 'never_reaches',
    apply: inRealm((realm) => {
      config(realm, 'is denied')['condUserRole'] = 'portal-denyed';
    }),
  },
  {
    id: 'denial-without-a-step',
    what: 'the step that denies is disabled, its condition is not',
    rule: 'L-04',
    counterexample: 'promise',
    apply: inRealm((realm) => {
      row(realm, DENIED, 'deny-access-authenticator').requirement = 'DISABLED';
    }),
  },
  {
    id: 'consent-required',
    what: 'the client asks for consent, which can be declined',
    rule: 'always_ends_in',
    counterexample: 'always_ends_in',
    apply: inRealm((realm) => {
      client(realm, 'portal')['consentRequired'] = true;
    }),
  },
  {
    id: 'redirect-uri-changed',
    what: 'the redirect URI of the client is another one',
    rule: 'always_ends_in',
    counterexample: 'always_ends_in',
    apply: inRealm((realm) => {
      client(realm, 'portal')['redirectUris'] = ['https://portal.example.org/callback'];
    }),
  },
  {
    id: 'client-disabled',
    what: 'the client is disabled',
    rule: 'always_ends_in',
    counterexample: 'always_ends_in',
    apply: inRealm((realm) => {
      client(realm, 'portal')['enabled'] = false;
    }),
  },
  {
    id: 'realm-disabled',
    what: 'the realm is disabled',
    rule: 'always_ends_in',
    counterexample: 'always_ends_in',
    apply: inRealm((realm) => {
      realm['enabled'] = false;
    }),
  },
  {
    id: 'code-flow-off',
    what: 'the client may not use the code flow',
    rule: 'always_ends_in',
    counterexample: 'always_ends_in',
    apply: inRealm((realm) => {
      client(realm, 'portal')['standardFlowEnabled'] = false;
    }),
  },
  {
    id: 'everybody-enrols',
    what: 'the condition of the rollout is negated in the subflow that enrols',
    rule: 'at_most',
    counterexample: 'at_most',
    apply: inRealm((realm) => {
      config(realm, 'needs a second factor')['negate'] = 'true';
    }),
  },
  {
    id: 'break-glass-not-exempt',
    what: 'the exemption asks for a role that break-glass accounts do not have',
    rule: 'at_most',
    counterexample: 'at_most',
    apply: inRealm((realm) => {
      config(realm, 'is not exempt')['condUserRole'] = 'portal-denied';
    }),
  },
  {
    id: 'recovery-codes-first',
    what: 'recovery codes stand before the one-time code, which nothing but the page shows',
    rule: 'promise',
    counterexample: 'promise',
    apply: inRealm((realm) => {
      row(realm, CHALLENGE, 'auth-recovery-authn-code-form').priority = 35;
      row(realm, CHALLENGE, 'auth-otp-form').requirement = 'DISABLED';
    }),
  },
  {
    id: 'set-up-switched-off',
    what: 'the required action that sets up a one-time code is disabled',
    rule: 'L-06',
    counterexample: 'promise',
    apply: inRealm((realm) => {
      const name = 'Configure OTP';
      realm['requiredActions'] = [
        { alias: 'CONFIGURE_TOTP', name, providerId: 'CONFIGURE_TOTP', enabled: false, priority: 10 },
      ];
    }),
  },
  {
    id: 'realm-not-enabled',
    what: 'nobody said that the realm is enabled',
    rule: 'L-37',
    counterexample: 'promise',
    apply: inRealm((realm) => {
      delete realm['enabled'];
    }),
  },
  {
    id: 'profile-asks-for-more',
    what: 'the user profile requires what no user has',
    rule: 'L-18',
    counterexample: 'promise',
    apply: inRealm((realm) => {
      const phone = { name: 'phone', required: { roles: ['user'] }, permissions: { view: ['user'], edit: ['user'] } };
      const standard = ['username', 'email', 'firstName', 'lastName'].map((name) => ({
        name,
        permissions: { view: ['user'], edit: ['user'] },
      }));
      const profile = JSON.stringify({ attributes: [...standard, phone] });
      realm['components'] = {
        'org.keycloak.userprofile.UserProfileProvider': [
          { providerId: 'declarative-user-profile', config: { 'kc.user.profile.config': [profile] } },
        ],
      };
    }),
  },
  {
    id: 'unknown-step',
    what: 'the challenge has a step that a stock server does not have',
    rule: 'undecided',
    counterexample: 'none',
    apply: inRealm((realm) => {
      row(realm, CHALLENGE, 'auth-otp-form').authenticator = 'acme-push';
      row(realm, CHALLENGE, 'acme-push').requirement = 'REQUIRED';
    }),
  },
  {
    id: 'reset-goes-around',
    what: 'a forgotten password may be reset by e-mail, behind which no prediction looks',
    rule: 'undecided',
    counterexample: 'none',
    apply: inRealm((realm) => {
      realm['resetPasswordAllowed'] = true;
    }),
  },
];

export const REALM_FAULTS: readonly SeededFault[] = ROWS.map((each) => ({ ...each, seed: rolloutSeed }));

import { CREDENTIALS, forms, step, sub } from '../../realm-kit.ts';
import type { Case } from '../case.ts';

const { password, otp, codes } = CREDENTIALS;
const both = step('auth-username-password-form');
const INVALID_CODE = 'Invalid authenticator code.';
const SETUP_REQUIRED = 'Cannot login, credential setup required.';

const REQUIRED_CODE = forms(both, step('auth-otp-form'));
const REQUIRED_FACTOR = forms(
  both,
  sub('factor', 'REQUIRED', step('conditional-user-configured'), step('auth-otp-form')),
);
const OR_RECOVERY = forms(
  both,
  sub(
    'factor',
    'CONDITIONAL',
    step('conditional-user-configured'),
    step('auth-otp-form', 'ALTERNATIVE'),
    step('auth-recovery-authn-code-form', 'ALTERNATIVE'),
  ),
);

/** Only two actions, of which enrolment is owed by whoever is created at run time. */
const ENROLMENT = {
  only_actions: ['CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES'],
  actions: { CONFIGURE_TOTP: { defaultAction: true } },
};
const owing = (...requiredActions: readonly string[]) => ({ users: { 'test-user': { requiredActions } } });
const NEWCOMER = 'fill username=newcomer&email=new@example.test&firstName=New&lastName=Comer';

const recovery = (requiredActions: readonly string[], credentials: readonly object[] = [password]) =>
  ({
    fixture: 'new',
    flow: OR_RECOVERY,
    users: { 'basic-user': { requiredActions, credentials } },
  }) as const;

const conditional = (config: Readonly<Record<string, string>>, user: Readonly<Record<string, unknown>> = {}) =>
  ({
    fixture: 'new',
    flow: [both, step('auth-conditional-otp-form', 'REQUIRED', config)],
    realm: { roles: { realm: [{ name: 'otp_role' }] } },
    users: { 'basic-user': user },
  }) as const;
const NO_MATCH = {
  otpControlAttribute: 'noSuchUserSkipAttribute',
  skipOtpRole: 'no_such_otp_role',
  forceOtpRole: 'no_such_otp_role',
  noOtpRequiredForHeaderPattern: 'NoSuchHost: nolocalhost:65536',
  forceOtpForHeaderPattern: 'NoSuchHost: nolocalhost:65536',
};
const SKIPPED = [
  ['open', 'login'],
  ['password right', 'callback'],
] as const;
const ENROLLED_THEN_ASKED = [
  ['open', 'login'],
  ['password right', 'login-config-totp !'],
  ['enroll right', 'callback'],
  ['log out'],
  ['open', 'login'],
  ['password right', 'login-otp'],
] as const;

export const SECOND_FACTOR_CASES: readonly Case[] = [
  {
    id: 'V-BF-22',
    what: 'who cannot enrol a required code cannot log in',
    persona: 'test-user',
    setup: { flow: REQUIRED_CODE, actions: { CONFIGURE_TOTP: { enabled: false } } },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', `error ! ${SETUP_REQUIRED}`, { status: 400 }],
    ],
  },
  {
    id: 'V-BF-23',
    what: 'a required code that is missing is enrolled',
    persona: 'test-user',
    setup: { flow: REQUIRED_CODE },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-config-totp !', { execution: 'CONFIGURE_TOTP' }],
    ],
  },
  {
    id: 'V-BF-25',
    what: 'who cannot register a required passkey cannot log in',
    persona: 'test-user',
    setup: {
      flow: forms(both, step('webauthn-authenticator')),
      actions: { 'webauthn-register': { enabled: false } },
    },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', `error ! ${SETUP_REQUIRED}`, { status: 400 }],
    ],
  },
  {
    id: 'V-BF-26',
    what: 'a required passkey that is missing is registered',
    persona: 'test-user',
    setup: { flow: forms(both, step('webauthn-authenticator')) },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'webauthn-register', { execution: 'webauthn-register' }],
    ],
  },
  {
    id: 'V-OTPS-05',
    what: 'an enrolment that the flow enforces is owed by the login, not by the user',
    persona: 'test-user',
    setup: { flow: REQUIRED_FACTOR },
    steps: [
      ['open', 'login'],
      ['password right', 'login-config-totp !', { user: { required_actions: [] } }],
    ],
  },
  {
    id: 'V-REC-06',
    what: 'required recovery codes are set up',
    persona: 'basic-user',
    setup: {
      fixture: 'new',
      flow: forms(
        both,
        sub(
          'factor',
          'REQUIRED',
          step('conditional-user-configured'),
          step('auth-recovery-authn-code-form'),
          step('auth-otp-form', 'DISABLED'),
        ),
      ),
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-recovery-authn-code-config !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-OTPS-01',
    what: 'who registers enrols, and a wrong code shows the page again',
    persona: 'newcomer',
    setup: ENROLMENT,
    instead: 'that the second page shows the same key is not modelled: keys are no part of a page here',
    steps: [
      ['open', 'login'],
      ['register', 'register'],
      [NEWCOMER, 'login-config-totp !'],
      ['enroll wrong', `login-config-totp ! ${INVALID_CODE}`],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-OTPS-04',
    what: 'a code may be used again where the policy allows it',
    persona: 'test-user',
    setup: { ...ENROLMENT, ...owing('CONFIGURE_TOTP'), realm: { otpPolicyCodeReusable: true } },
    steps: [
      ['open', 'login'],
      ['password right', 'login-config-totp !'],
      ['enroll right', 'callback'],
      ['log out'],
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['same code again', 'callback'],
    ],
  },
  {
    id: 'V-OTPS-06',
    what: 'who lost the device must enrol again',
    persona: 'newcomer',
    setup: { ...ENROLMENT, flow: REQUIRED_FACTOR },
    instead: 'a second person without a device stands for the one whose device was removed',
    steps: [
      ['open', 'login'],
      ['register', 'register'],
      [NEWCOMER, 'login-config-totp !'],
      ['enroll right', 'callback'],
      ['log out'],
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
      ['log out'],
      ['be test-user'],
      ['open', 'login'],
      ['password right', 'login-config-totp !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-OTPS-07',
    what: 'enrolment brings recovery codes along where a flow can ask for them',
    persona: 'test-user',
    setup: {
      ...owing('CONFIGURE_TOTP'),
      flow: OR_RECOVERY,
      only_actions: ENROLMENT.only_actions,
      actions: { CONFIGURE_TOTP: { config: { 'add-recovery-codes': 'true' } } },
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-config-totp !'],
      ['enroll right', 'login-recovery-authn-code-config !'],
    ],
  },
  {
    id: 'V-OTPS-09',
    what: 'codes of eight digits',
    persona: 'test-user',
    setup: {
      ...ENROLMENT,
      ...owing('CONFIGURE_TOTP'),
      realm: { otpPolicyType: 'totp', otpPolicyAlgorithm: 'HmacSHA1', otpPolicyDigits: 8, otpPolicyPeriod: 30 },
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-config-totp !', { digits: 8 }],
      ['enroll right', 'callback'],
      ['log out'],
      ['wait 30 s'],
      ['open', 'login'],
      ['password right', 'login-otp', { digits: 8 }],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-OTPS-10',
    what: 'codes by counter',
    persona: 'test-user',
    setup: {
      ...ENROLMENT,
      ...owing('CONFIGURE_TOTP'),
      realm: { otpPolicyType: 'hotp', otpPolicyInitialCounter: 0, otpPolicyLookAheadWindow: 0 },
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-config-totp !', { subtype: 'hotp' }],
      ['enroll right', 'callback'],
      ['log out'],
      ['open', 'login'],
      ['password right', 'login-otp', { subtype: 'hotp' }],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-REC-01',
    what: 'recovery codes are set up when they are owed',
    persona: 'basic-user',
    setup: recovery(['CONFIGURE_RECOVERY_AUTHN_CODES']),
    steps: [
      ['open', 'login'],
      ['password right', 'login-recovery-authn-code-config !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-REC-02',
    what: 'a changed time of the codes makes new ones',
    persona: 'basic-user',
    setup: recovery(['CONFIGURE_RECOVERY_AUTHN_CODES']),
    steps: [
      ['open', 'login'],
      ['password right', 'login-recovery-authn-code-config !'],
      ['tamper', 'login-recovery-authn-code-config !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-REC-03',
    what: 'changed codes make new ones',
    persona: 'basic-user',
    setup: recovery(['CONFIGURE_RECOVERY_AUTHN_CODES']),
    steps: [
      ['open', 'login'],
      ['password right', 'login-recovery-authn-code-config !'],
      ['tamper', 'login-recovery-authn-code-config !'],
      ['enroll right', 'callback'],
    ],
  },
  {
    id: 'V-REC-04',
    what: 'recovery codes are another way, and the first of them is asked',
    persona: 'basic-user',
    setup: recovery([], [password, otp(), codes]),
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp', { another_way: true }],
      [
        'try another way',
        'select-authenticator',
        { options: ['Authenticator Application', 'Recovery Authentication Code'] },
      ],
      ['choose Recovery Authentication Code', 'login-recovery-authn-code-input', { code_number: 1 }],
      ['recovery right', 'callback'],
    ],
  },
  {
    id: 'V-COTP-02',
    what: 'without a config the code is asked',
    persona: 'basic-user',
    setup: conditional({}, { requiredActions: ['CONFIGURE_TOTP'] }),
    steps: ENROLLED_THEN_ASKED,
  },
  {
    id: 'V-COTP-03',
    what: 'skipped by default',
    persona: 'basic-user',
    setup: conditional({ defaultOtpOutcome: 'skip' }),
    steps: SKIPPED,
  },
  {
    id: 'V-COTP-04',
    what: 'forced by default',
    persona: 'basic-user',
    setup: conditional({ defaultOtpOutcome: 'force' }),
    steps: ENROLLED_THEN_ASKED,
  },
  {
    id: 'V-COTP-06',
    what: 'skipped by default where no rule matches',
    persona: 'basic-user',
    setup: conditional({ ...NO_MATCH, defaultOtpOutcome: 'skip' }),
    steps: SKIPPED,
  },
  {
    id: 'V-COTP-07',
    what: 'forced by default where no rule matches',
    persona: 'basic-user',
    setup: conditional({ ...NO_MATCH, defaultOtpOutcome: 'force' }),
    steps: ENROLLED_THEN_ASKED,
  },
  {
    id: 'V-COTP-09',
    what: 'an attribute that forces beats a default that skips',
    persona: 'basic-user',
    setup: conditional(
      { otpControlAttribute: 'userSkipAttribute', defaultOtpOutcome: 'skip' },
      { attributes: { userSkipAttribute: ['force'] } },
    ),
    steps: ENROLLED_THEN_ASKED,
  },
  {
    id: 'V-COTP-11',
    what: 'a role that forces beats a default that skips',
    persona: 'basic-user',
    setup: conditional({ forceOtpRole: 'otp_role', defaultOtpOutcome: 'skip' }, { realmRoles: ['otp_role'] }),
    steps: ENROLLED_THEN_ASKED,
  },
];

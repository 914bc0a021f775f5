import { CREDENTIALS, forms, type Row, step, sub } from '../../realm-kit.ts';
import type { Case } from '../case.ts';

const { password, otp } = CREDENTIALS;
const INVALID_USER = 'Invalid username or password.';
const INVALID_CODE = 'Invalid authenticator code.';

const EITHER = forms(
  step('auth-username-form'),
  sub('either', 'REQUIRED', step('auth-password-form', 'ALTERNATIVE'), step('auth-otp-form', 'ALTERNATIVE')),
);

/** A step that only attempts, as one does whose request parameter is missing. */
const attempts = (requirement: string): Row => step('auth-spnego', requirement);

const OWES_TWO = {
  users: { 'login-test': { firstName: 'Log', lastName: 'In', requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'] } },
  actions: { UPDATE_PROFILE: { priority: 40 }, UPDATE_PASSWORD: { priority: 57 } },
};

export const FLOW_CASES: readonly Case[] = [
  {
    id: 'V-BF-01',
    what: 'the default flow asks a user without a second factor for the password only',
    persona: 'test-user',
    steps: [
      ['open', 'login'],
      ['password wrong', `login ! ${INVALID_USER}`],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-BF-02',
    what: 'the default flow asks for a code, without a chooser for the only device',
    persona: 'one-otp',
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-otp', { devices: [] }],
      ['otp wrong', `login-otp ! ${INVALID_CODE}`],
    ],
  },
  {
    id: 'V-BF-04',
    what: 'of two devices the code must be of the chosen one',
    persona: 'two-otp',
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-otp', { devices: ['first', 'unnamed'], device: 'first' }],
      ['code of unnamed on first', `login-otp ! ${INVALID_CODE}`],
      ['code of first on unnamed', `login-otp ! ${INVALID_CODE}`, { device: 'unnamed' }],
      ['code of unnamed on unnamed', 'callback'],
    ],
  },
  {
    id: 'V-BF-05a',
    what: 'the chooser lists devices as the import did',
    persona: 'two-otp',
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp', { devices: ['first', 'unnamed'], device: 'first' }],
    ],
  },
  {
    id: 'V-BF-05b',
    what: 'the chooser follows another order of the same credentials',
    persona: 'two-otp',
    setup: { users: { 'two-otp': { credentials: [password, otp(), otp('first')] } } },
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp', { devices: ['unnamed', 'first'], device: 'unnamed' }],
    ],
  },
  {
    id: 'V-BF-15',
    what: 'an alternative that succeeds without a page completes a required subflow',
    persona: 'test-user',
    setup: {
      flow: forms(
        step('auth-username-form'),
        sub('silent', 'REQUIRED', step('allow-access-authenticator', 'ALTERNATIVE')),
      ),
    },
    instead: 'allow-access stands for the test step that passes through: both succeed at once',
    steps: [
      ['open', 'login-username'],
      ['username right', 'callback'],
    ],
  },
  {
    id: 'V-ENG-02',
    what: 'a required step that only attempts fails its subflow, and the next alternative runs',
    persona: 'test-user',
    setup: {
      flow: [
        sub('one', 'ALTERNATIVE', attempts('REQUIRED'), step('auth-username-password-form')),
        sub('two', 'ALTERNATIVE', step('auth-username-form'), step('auth-username-password-form')),
      ],
    },
    instead: 'SPNEGO stands for the step that only attempts, the username form for the page with a button',
    steps: [
      ['open', 'login-username'],
      ['username right', 'login', { hidden: true }],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-ENG-04',
    what: 'a required step that only attempts after a form sends the engine up and on to the next alternative',
    persona: 'test-user',
    setup: {
      flow: [
        sub('one', 'ALTERNATIVE', step('auth-username-password-form'), attempts('REQUIRED')),
        sub('two', 'ALTERNATIVE', step('auth-password-form')),
      ],
    },
    instead: 'SPNEGO stands for the step that only attempts, the password form for the page with a button',
    steps: [
      ['open', 'login'],
      ['password right', 'login-password'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-BF-28',
    what: 'without a passkey the password of a nested alternative is asked',
    persona: 'test-user',
    setup: {
      flow: forms(
        step('auth-username-form'),
        sub(
          'second',
          'REQUIRED',
          step('webauthn-authenticator', 'ALTERNATIVE'),
          sub('third', 'ALTERNATIVE', step('auth-password-form', 'ALTERNATIVE')),
        ),
      ),
    },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
    ],
  },
  {
    id: 'V-BF-31',
    what: 'a password in a conditional subflow makes the alternative code unnecessary',
    persona: 'one-otp',
    setup: {
      flow: forms(
        step('auth-username-form'),
        sub(
          'second',
          'REQUIRED',
          step('auth-otp-form', 'ALTERNATIVE'),
          sub(
            'third',
            'ALTERNATIVE',
            sub('fourth', 'CONDITIONAL', step('conditional-user-configured'), step('auth-password-form')),
          ),
        ),
      ),
    },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password', { another_way: true }],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-MF-01',
    what: 'who has a password only has no other way',
    persona: 'test-user',
    setup: { flow: EITHER },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password', { another_way: false }],
    ],
  },
  {
    id: 'V-MF-02',
    what: 'the password comes first where it is the first credential, the code is another way',
    persona: 'one-otp',
    setup: { flow: EITHER },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password', { another_way: true }],
      ['try another way', 'select-authenticator', { options: ['Password', 'Authenticator Application'] }],
      ['choose Authenticator Application', 'login-otp', { another_way: true, devices: [] }],
    ],
  },
  {
    id: 'V-MF-03',
    what: 'the order of the credentials wins over the order of the flow',
    persona: 'two-otp',
    setup: { flow: EITHER },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-otp', { another_way: true, devices: ['first', 'unnamed'] }],
      ['try another way', 'select-authenticator', { options: ['Authenticator Application', 'Password'] }],
    ],
  },
  {
    id: 'V-MF-04',
    what: 'the list of ways is still there when its page is asked for again',
    persona: 'one-otp',
    setup: { flow: EITHER, realm: { internationalizationEnabled: true, supportedLocales: ['en', 'de'] } },
    instead: 'a plain refresh stands for the change of locale, which is one; texts in German are not modelled',
    steps: [
      ['open', 'login-username'],
      ['username right', 'login-password'],
      ['try another way', 'select-authenticator', { options: ['Password', 'Authenticator Application'] }],
      ['refresh', 'select-authenticator', { options: ['Password', 'Authenticator Application'] }],
    ],
  },
  {
    id: 'V-MF-07',
    what: 'the name typed is shown, and starting over forgets it',
    persona: 'one-otp',
    setup: { flow: EITHER },
    steps: [
      ['open', 'login-username', { attempted: undefined }],
      ['username right', 'login-password', { attempted: 'user-with-one-configured-otp' }],
      ['restart', 'login-username', { attempted: undefined }],
      ['typing "otp1@example.test": username right', 'login-password', { attempted: 'otp1@example.test' }],
    ],
  },
  {
    id: 'V-FO-01',
    what: 'a client bound to a flow of its own gets that flow',
    persona: 'test-user',
    setup: {
      flow: [sub('own', 'ALTERNATIVE', step('auth-username-form'), step('auth-username-password-form'))],
      realm: { browserFlow: 'browser' },
      client: { authenticationFlowBindingOverrides: { browser: 'id of lab' } },
    },
    instead: 'the username form stands for the page with a button',
    steps: [
      ['open', 'login-username'],
      ['username right', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-FO-02',
    what: 'a client without a binding keeps the flow of the realm',
    persona: 'test-user',
    setup: {
      flow: [sub('own', 'ALTERNATIVE', step('auth-username-form'), step('auth-username-password-form'))],
      realm: { browserFlow: 'browser' },
    },
    instead: 'the username form stands for the page with a button',
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-BTN-01',
    what: 'back and refresh on the login page show it again without the error',
    persona: 'login-test',
    steps: [
      ['open', 'login'],
      ['username wrong', 'login !'],
      ['username wrong', 'login !'],
      ['back', 'login'],
      ['refresh', 'login'],
    ],
  },
  {
    id: 'V-BTN-02',
    what: 'going back during required actions expires the page, going forward returns',
    persona: 'login-test',
    setup: OWES_TWO,
    steps: [
      ['open', 'login'],
      ['password right', 'login-update-profile !'],
      ['profile right', 'login-update-password !'],
      ['back', 'login-page-expired'],
      ['forward', 'login-update-password !'],
      ['new password right', 'callback'],
    ],
  },
  {
    id: 'V-BTN-03',
    what: 'the expired page starts over or continues, and what was done stays done',
    persona: 'login-test',
    setup: OWES_TWO,
    steps: [
      ['open', 'login'],
      ['password right', 'login-update-profile !'],
      ['refresh', 'login-update-profile !'],
      ['profile right', 'login-update-password !'],
      ['back', 'login-page-expired'],
      ['refresh', 'login-page-expired'],
      ['restart', 'login'],
      ['password right', 'login-update-password !'],
      ['back', 'login-page-expired'],
      ['continue', 'login-update-password !'],
      ['new password right', 'callback'],
    ],
  },
  {
    id: 'V-BTN-06',
    what: 'a login that began with registration starts over with registration',
    persona: 'login-test',
    setup: OWES_TWO,
    instead: 'prompt=create stands for the registrations endpoint: both begin with the registration page',
    steps: [
      ['open ?prompt=create', 'register'],
      ['back to login', 'login'],
      ['password right', 'login-update-profile !'],
      ['back', 'login-page-expired'],
      ['continue', 'login-update-profile !'],
      ['back', 'login-page-expired'],
      ['restart', 'register'],
    ],
  },
];

import { CREDENTIALS, forms, step, sub } from '../../realm-kit.ts';
import type { Case } from '../case.ts';

const { password, otp } = CREDENTIALS;
const INVALID_USER = 'Invalid username or password.';
const INVALID_CODE = 'Invalid authenticator code.';
const DAY_MS = 86_400_000;
const NOW_MS = 1_700_000_010_000;

const WITH_CODE = { users: { 'test-user': { credentials: [password, otp()] } } };
const PROTECTED = {
  ...WITH_CODE,
  realm: {
    bruteForceProtected: true,
    failureFactor: 2,
    waitIncrementSeconds: 60,
    maxFailureWaitSeconds: 300,
    quickLoginCheckMilliSeconds: 0,
    minimumQuickLoginWaitSeconds: 0,
  },
};
const EITHER = forms(
  step('auth-username-form'),
  sub('either', 'REQUIRED', step('auth-password-form', 'ALTERNATIVE'), step('auth-otp-form', 'ALTERNATIVE')),
);

export const FORM_CASES: readonly Case[] = [
  {
    id: 'V-BF-29',
    what: 'the combined form does not tell which of name and password is wrong',
    persona: 'test-user',
    steps: [
      ['open', 'login'],
      ['password wrong', `login ! ${INVALID_USER}`],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-BF-30',
    what: 'separate forms have separate texts, depending on whether addresses are names',
    persona: 'test-user',
    setup: { flow: EITHER, realm: { loginWithEmailAllowed: false } },
    steps: [
      ['open', 'login-username'],
      ['username wrong', 'login-username ! Invalid username.'],
      [{ setup: { flow: EITHER } }],
      ['open', 'login-username'],
      ['username wrong', 'login-username ! Invalid username or email.'],
      ['username right', 'login-password'],
      ['password wrong', 'login-password ! Invalid password.'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-LG-01',
    what: 'after a wrong password the name is still in its field',
    persona: 'login-test',
    steps: [
      ['open', 'login'],
      ['password wrong', `login ! ${INVALID_USER}`, { prefilled: 'login-test' }],
    ],
  },
  {
    id: 'V-LG-03',
    what: 'an unknown name gets the same text as a wrong password',
    persona: 'login-test',
    steps: [
      ['open', 'login'],
      ['username wrong', `login ! ${INVALID_USER}`],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-LG-09',
    what: 'blanks around the name do not matter',
    persona: 'login-test',
    steps: [
      ['open', 'login'],
      ['typing " login-test \t ": password right', 'callback'],
    ],
  },
  {
    id: 'V-LG-12',
    what: 'a login hint fills the field and nothing more',
    persona: 'login-test',
    steps: [
      ['open ?login_hint=login-test', 'login', { prefilled: 'login-test', hidden: false }],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-LG-13',
    what: 'the combined form after a username form hides the name',
    persona: 'basic-user',
    setup: { fixture: 'new', flow: forms(step('auth-username-form'), step('auth-username-password-form')) },
    steps: [
      ['open', 'login-username'],
      ['username right', 'login', { hidden: true }],
      ['password wrong', `login ! ${INVALID_USER}`],
    ],
    elsewhere: {
      '26.5.0': [
        ['open', 'login-username'],
        ['username right', 'login', { hidden: true }],
        ['password wrong', 'login ! Invalid password.'],
      ],
    },
  },
  {
    id: 'V-LG-05',
    what: 'a wrong password does not tell that the account is disabled',
    persona: 'login-test',
    setup: { users: { 'login-test': { enabled: false } } },
    steps: [
      ['open', 'login'],
      ['password wrong', `login ! ${INVALID_USER}`],
    ],
  },
  {
    id: 'V-LG-07',
    what: 'a user disabled meanwhile has no session, and somebody else may log in',
    persona: 'login-test',
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
      [{ admin: [{ op: 'update_user', username: 'login-test', set: { enabled: false } }] }],
      ['open', 'login'],
      ['be login-test2'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-LG-10',
    what: 'a password older than the policy allows must be changed',
    persona: 'login-test',
    setup: {
      realm: { passwordPolicy: 'forceExpiredPasswordChange(1)' },
      users: {
        'login-test': { credentials: [{ type: 'password', createdDate: NOW_MS - DAY_MS - 5000 }] },
      },
    },
    steps: [
      ['open', 'login'],
      ['password right', 'login-update-password !'],
      ['new password right', 'callback'],
    ],
  },
  {
    id: 'V-OTP-01',
    what: 'a wrong code',
    persona: 'test-user',
    setup: WITH_CODE,
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp wrong', `login-otp ! ${INVALID_CODE}`],
    ],
  },
  {
    id: 'V-OTP-02',
    what: 'an empty code is a wrong one',
    persona: 'test-user',
    setup: WITH_CODE,
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp empty', `login-otp ! ${INVALID_CODE}`],
    ],
  },
  {
    id: 'V-OTP-05',
    what: 'before the code comes the password',
    persona: 'test-user',
    setup: WITH_CODE,
    steps: [
      ['open', 'login'],
      ['password wrong', `login ! ${INVALID_USER}`],
    ],
  },
  {
    id: 'V-OTP-06',
    what: 'the code page shows who it is about, and starting over leads back',
    persona: 'test-user',
    setup: WITH_CODE,
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp', { attempted: 'test-user@localhost' }],
      ['restart', 'login', { attempted: undefined }],
    ],
  },
  {
    id: 'V-BRU-02',
    what: 'an empty password is no attempt',
    persona: 'test-user',
    setup: PROTECTED,
    steps: [
      ['open', 'login'],
      ['password empty', 'login !'],
      ['password empty', 'login !'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-BRU-03',
    what: 'wrong codes lock, and then the right one is refused like a wrong one',
    persona: 'test-user',
    setup: PROTECTED,
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-otp'],
      ['otp wrong', `login-otp ! ${INVALID_CODE}`],
      ['otp right', `login-otp ! ${INVALID_CODE}`],
      [{ admin: [{ op: 'clear_failures', username: 'test-user@localhost' }] }],
      ['new browser'],
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-BRU-04',
    what: 'an empty code is an attempt',
    persona: 'test-user',
    setup: PROTECTED,
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp empty', `login-otp ! ${INVALID_CODE}`],
      ['otp empty', `login-otp ! ${INVALID_CODE}`],
      ['new browser'],
      ['open', 'login'],
      ['password right', `login ! ${INVALID_USER}`],
    ],
  },
  {
    id: 'V-BRU-06',
    what: 'a lock ends after its time',
    persona: 'test-user',
    setup: { ...PROTECTED, realm: { ...PROTECTED.realm, waitIncrementSeconds: 6 } },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password wrong', 'login !'],
      ['password right', `login ! ${INVALID_USER}`],
      ['wait 7 s'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
    ],
  },
  {
    id: 'V-BRU-08',
    what: 'attempts by name and by address add up',
    persona: 'login-test',
    setup: PROTECTED,
    steps: [
      ['open', 'login'],
      ['typing "login-test": password wrong', 'login !'],
      ['typing "login@test.com": password wrong', 'login !'],
      ['password right', `login ! ${INVALID_USER}`],
    ],
  },
  {
    id: 'V-BRU-09',
    what: 'attempts for nobody lock nobody, who may still register',
    persona: 'login-test',
    setup: PROTECTED,
    steps: [
      ['open', 'login'],
      ['username wrong', 'login !'],
      ['username wrong', 'login !'],
      ['username wrong', 'login !'],
      ['register', 'register'],
      ['fill username=nobody-of-this-name&email=nobody@example.test&firstName=No&lastName=Body', 'callback'],
    ],
  },
  {
    id: 'V-BRU-10',
    what: 'a finished login forgets the attempts before it',
    persona: 'test-user',
    setup: { ...PROTECTED, realm: { ...PROTECTED.realm, permanentLockout: true } },
    steps: [
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-otp'],
      ['otp right', 'callback'],
      ['new browser'],
      ['open', 'login'],
      ['password wrong', 'login !'],
      ['password right', 'login-otp'],
      ['otp right', 'callback', { user: { enabled: true } }],
    ],
  },
];

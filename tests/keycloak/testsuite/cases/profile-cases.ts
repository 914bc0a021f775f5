import type { Case } from '../case.ts';

const BOTH = { view: ['admin', 'user'], edit: ['admin', 'user'] };
const ADMIN_ONLY = { view: ['admin'], edit: ['admin'] };
const attribute = (name: string, more: object = {}) => ({ name, permissions: BOTH, ...more });

const USERNAME = attribute('username');
const EMAIL = attribute('email');
const FIRST = attribute('firstName', { required: {} });
const LAST = attribute('lastName');
const department = (required: object, more: object = {}) => attribute('department', { required, ...more });
const P = (...profile: readonly object[]) => ({ fixture: 'P', profile: [USERNAME, EMAIL, ...profile] }) as const;

const CLIENT_B = { client_id: 'client-b' };
const PAGE = 'login-update-profile !';
const NAMES = 'firstName=ExistingFirst&lastName=ExistingLast';

export const PROFILE_CASES: readonly Case[] = [
  {
    id: 'V-VP-01',
    what: 'the default profile demands both names',
    persona: 'login-test',
    setup: { fixture: 'P' },
    steps: [
      ['open', 'login'],
      ['password right', PAGE],
      ['fill firstName=First&lastName=', PAGE],
      ['fill firstName=First&lastName=Last', 'callback'],
    ],
  },
  {
    id: 'V-VP-03',
    what: 'a stored value that the profile refuses is asked anew',
    persona: 'login-test5',
    setup: {
      ...P(FIRST, attribute('lastName', { validations: { length: { min: 3, max: 255 } } }), {
        name: 'department',
        permissions: ADMIN_ONLY,
      }),
      users: { 'login-test5': { lastName: 'La' } },
    },
    steps: [
      ['open', 'login'],
      ['password right', PAGE],
      ['fill firstName=ExistingFirst&lastName=L', PAGE],
      ['fill firstName=ExistingFirst&lastName=Last', 'callback'],
    ],
  },
  {
    id: 'V-VP-06',
    what: 'a required attribute that only administrators see is no obstacle',
    persona: 'login-test4',
    setup: P(FIRST, LAST, { name: 'department', required: {}, permissions: ADMIN_ONLY }),
    steps: [
      ['open', 'login'],
      ['password right', PAGE, { fields: ['username', 'email', 'firstName', 'lastName'] }],
      ['fill firstName=First&lastName=Last', 'callback'],
    ],
  },
  {
    id: 'V-VP-07',
    what: 'a required attribute of one’s own is asked for',
    persona: 'login-test5',
    setup: P(FIRST, LAST, department({})),
    steps: [
      ['open', 'login'],
      ['password right', PAGE],
      [`fill ${NAMES}&department=`, PAGE],
      [`fill ${NAMES}&department=DepartmentCC`, 'callback'],
    ],
  },
  {
    id: 'V-VP-08',
    what: 'an attribute required of users is asked for',
    persona: 'login-test5',
    setup: P(FIRST, LAST, department({ roles: ['user'] })),
    steps: [
      ['open', 'login'],
      ['password right', PAGE],
      [`fill ${NAMES}&department=`, PAGE],
      [`fill ${NAMES}&department=DepartmentCC`, 'callback'],
    ],
  },
  {
    id: 'V-VP-09',
    what: 'an attribute required for a scope that is not asked for is not required',
    persona: 'login-test5',
    request: CLIENT_B,
    setup: P(FIRST, LAST, department({ scopes: ['profile'] })),
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-VP-12',
    what: 'an attribute that its scope hides is not required',
    persona: 'login-test5',
    request: CLIENT_B,
    setup: P(FIRST, LAST, department({}, { selector: { scopes: ['department'] } })),
    steps: [
      ['open', 'login'],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-VP-13',
    what: 'an attribute that its scope shows is required',
    persona: 'login-test5',
    request: CLIENT_B,
    setup: P(FIRST, LAST, department({}, { selector: { scopes: ['department'] } })),
    steps: [
      ['open ?scope=openid+department', 'login'],
      ['password right', PAGE],
      [`fill ${NAMES}&department=DepartmentCC`, 'callback'],
    ],
  },
  {
    id: 'V-VP-14',
    what: 'an address is required, and its local part is not too long',
    persona: 'login-nomail',
    setup: {
      fixture: 'P',
      profile: [
        USERNAME,
        FIRST,
        LAST,
        attribute('email', { required: { roles: ['user'] }, validations: { email: { 'max-local-length': '16' } } }),
      ],
    },
    steps: [
      ['open', 'login'],
      ['password right', PAGE],
      [`fill ${NAMES}&email=abcdefghijklmnopq@test.org`, PAGE],
      [`fill ${NAMES}&email=abcdefghijklmnop@test.org`, 'callback'],
    ],
  },
];

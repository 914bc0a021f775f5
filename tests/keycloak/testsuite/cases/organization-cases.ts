import { type Row, step, sub } from '../../realm-kit.ts';
import type { Case, Setup } from '../case.ts';
import { membersOf, NEWORG, ORG_B } from '../setup.ts';

const O = { fixture: 'O' } as const;
const JDOE = 'jdoe@neworg.org';
const CONTRACTOR = 'contractor@contractor.org';

/** The default flow, its organization step demanding membership. */
const MEMBERSHIP: readonly Row[] = [
  step('auth-cookie', 'ALTERNATIVE'),
  sub(
    'organization',
    'ALTERNATIVE',
    sub(
      'organization 2',
      'CONDITIONAL',
      step('conditional-user-configured'),
      step('organization', 'ALTERNATIVE', { requiresUserMembership: 'true' }),
    ),
  ),
  sub('lab forms', 'ALTERNATIVE', step('auth-username-password-form')),
];
const withMembers = (flow: readonly Row[] | undefined, ...organizations: readonly object[]): Setup => ({
  ...O,
  ...(flow ? { flow } : {}),
  realm: { organizations },
});

const ONE_OF_ONE = [membersOf(NEWORG, JDOE)];
const BOTH = [membersOf(NEWORG, JDOE), membersOf(ORG_B, JDOE)];

export const ORGANIZATION_CASES: readonly Case[] = [
  {
    id: 'V-ORG-01',
    what: 'a member of another domain is asked for the name, then for the password',
    persona: CONTRACTOR,
    setup: O,
    steps: [
      ['open', 'login-username', { providers: [] }],
      ['username right', 'login', { hidden: true, providers: [] }],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-ORG-03',
    what: 'an empty name',
    persona: JDOE,
    setup: O,
    steps: [
      ['open', 'login-username'],
      ['username empty', 'login-username ! Invalid username.'],
    ],
  },
  {
    id: 'V-ORG-04',
    what: 'an address of no organization goes on to the password',
    persona: JDOE,
    setup: O,
    steps: [
      ['open', 'login-username'],
      ['typing "user@noorg.org": username right', 'login', { hidden: true, attempted: 'user@noorg.org' }],
    ],
  },
  {
    id: 'V-ORG-06',
    what: 'with organizations off name and password are on one page',
    persona: CONTRACTOR,
    setup: O,
    steps: [
      ['open', 'login-username'],
      [{ admin: [{ op: 'update_realm', set: { organizationsEnabled: false } }] }],
      ['open', 'login', { hidden: false }],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-ORG-07',
    what: 'who is no member of the organization of the domain is refused',
    persona: JDOE,
    setup: withMembers(MEMBERSHIP, NEWORG),
    steps: [
      ['open', 'login-username'],
      ['username right', 'error ! User is not a member of the organization neworg', { status: 403 }],
    ],
  },
  {
    id: 'V-ORG-08',
    what: 'who is no member of the organization of the scope is refused',
    persona: JDOE,
    setup: withMembers(MEMBERSHIP, membersOf(NEWORG, JDOE), ORG_B),
    steps: [
      ['open ?scope=openid+organization:org-b', 'login-username', { another_way: false }],
      ['username right', 'error ! User is not a member of the organization org-b', { status: 403 }],
    ],
  },
  {
    id: 'V-ORG-09',
    what: 'who is a member of none is refused when the scope asks for any',
    persona: 'outsider@noorg.org',
    setup: {
      ...withMembers(MEMBERSHIP, membersOf(NEWORG, JDOE)),
      users: { 'outsider@noorg.org': { firstName: 'Out', lastName: 'Sider', email: 'outsider@noorg.org' } },
    },
    steps: [
      ['open ?scope=openid+organization:*', 'login-username'],
      ['username right', 'error ! User is not a member of any organization', { status: 403 }],
    ],
  },
  {
    id: 'V-ORG-10',
    what: 'a login hint skips the name',
    persona: JDOE,
    setup: O,
    request: { login_hint: JDOE },
    steps: [
      ['open', 'login', { hidden: true, attempted: JDOE }],
      ['password right', 'callback'],
    ],
  },
  {
    id: 'V-ORG-12',
    what: 'the name typed stays while the password is wrong',
    persona: JDOE,
    setup: O,
    instead: 'nobody has this address, so there is no right password, and each wrong one asks for the name too',
    steps: [
      ['open', 'login-username'],
      ['typing "user@noorg.org": username right', 'login', { hidden: true, attempted: 'user@noorg.org' }],
      ['password wrong', 'login !', { attempted: 'user@noorg.org' }],
      ['password wrong', 'login !', { attempted: 'user@noorg.org' }],
      ['password wrong', 'login !', { attempted: 'user@noorg.org' }],
    ],
  },
  {
    id: 'V-ORG-14',
    what: 'a member of one organization has nothing to choose',
    persona: JDOE,
    setup: withMembers(undefined, ...ONE_OF_ONE),
    steps: [
      ['open ?scope=openid+organization', 'login-username'],
      ['username right', 'login', { hidden: true }],
    ],
  },
  {
    id: 'V-ORG-15',
    what: 'a scope that names the organization leaves nothing to choose',
    persona: JDOE,
    setup: withMembers(undefined, ...BOTH),
    steps: [
      ['open ?scope=openid+organization:neworg', 'login-username'],
      ['username right', 'login', { hidden: true }],
    ],
  },
  {
    id: 'V-ORG-17',
    what: 'a wrong password of a known member has the text of the version',
    persona: JDOE,
    setup: O,
    steps: [
      ['open', 'login-username'],
      ['username right', 'login', { hidden: true }],
      ['password wrong', 'login ! Invalid username or password.'],
    ],
    elsewhere: {
      '26.5.0': [
        ['open', 'login-username'],
        ['username right', 'login', { hidden: true }],
        ['password wrong', 'login ! Invalid password.'],
      ],
    },
  },
];

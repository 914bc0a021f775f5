import { forms, step, sub } from '../../realm-kit.ts';
import type { Case, Step } from '../case.ts';
import { LEVEL_MAP, levels } from '../setup.ts';

const L = { fixture: 'L' } as const;
const SILENT_THIRD = 'the third level is passed without a page, where Keycloak shows a test page with a button';
const STRONG = 'Strong authentication required to continue';
const UNFULFILLED = 'Authentication requirements not fulfilled';
const BAD_CLAIMS = 'error ! Invalid parameter: claims';

const client = (attributes: Readonly<Record<string, string>>) => ({
  ...L,
  client: { attributes: { ...LEVEL_MAP, ...attributes } },
});
const MINIMUM_GOLD = client({ 'minimum.acr.value': 'gold' });

/** Opens, then password and code, and the level reached. */
const upTo = (opened: string, acr: string): readonly Step[] => [
  [opened, 'login'],
  ['password right', 'login-otp'],
  ['otp right', `callback ${acr}`],
];
const SILVER: readonly Step[] = [
  ['open ?essential=silver', 'login'],
  ['password right', 'callback silver'],
];

const level = (number: number) =>
  step('conditional-level-of-authentication', 'REQUIRED', {
    'loa-condition-level': String(number),
    'loa-max-age': '36000',
  });
const UNREACHABLE = {
  fixture: 'new',
  flow: forms(
    step('auth-username-form'),
    sub('level1', 'CONDITIONAL', level(1), step('auth-password-form')),
    sub('level2', 'CONDITIONAL', level(2), step('conditional-user-configured'), step('auth-otp-form')),
  ),
} as const;
const WITHOUT_LEVELS = {
  fixture: 'new',
  flow: forms(step('auth-username-form'), step('auth-password-form')),
} as const;
const LOGGED_IN: readonly Step[] = [
  ['open', 'login-username'],
  ['username right', 'login-password'],
  ['password right', 'callback'],
];

const ENROLMENTS: readonly Step[] = [
  ['open', 'login'],
  ['password right', 'callback silver'],
  ['open ?kc_action=CONFIGURE_TOTP', `login-otp ! ${STRONG}`, { devices: [] }],
  ['otp right', 'login-config-totp'],
  ['enroll right as totp2-label', 'callback gold', { kc_action_status: 'success' }],
  ['open ?kc_action=CONFIGURE_TOTP', `login-otp ! ${STRONG}`, { devices: ['unnamed', 'totp2-label'] }],
];

const MAPPED = { client: { attributes: { 'acr.loa.map': '{"silver":1,"gold":2,"5":3}' } } };

export const LEVEL_CASES: readonly Case[] = [
  {
    id: 'V-LOA-01',
    what: 'who asks for nothing gets the first level',
    persona: 'test-user',
    setup: L,
    steps: [
      ['open', 'login'],
      ['password right', 'callback silver'],
    ],
  },
  {
    id: 'V-LOA-03',
    what: 'essential gold takes password and code',
    persona: 'test-user',
    setup: L,
    steps: upTo('open ?essential=gold', 'gold'),
  },
  {
    id: 'V-LOA-04',
    what: 'the third level takes all three',
    persona: 'test-user',
    setup: L,
    instead: SILENT_THIRD,
    steps: upTo('open ?essential=3', '3'),
  },
  {
    id: 'V-LOA-05',
    what: 'stepping up asks for what is missing',
    persona: 'test-user',
    setup: L,
    instead: SILENT_THIRD,
    steps: [
      ...SILVER,
      ['open ?essential=gold', 'login-otp'],
      ['otp right', 'callback gold'],
      ['open ?essential=3', 'login-otp'],
      ['otp right', 'callback 3'],
    ],
  },
  {
    id: 'V-LOA-06',
    what: 'a login begun anew on the way up goes on from the session',
    persona: 'test-user',
    setup: L,
    instead: 'a new request stands for the lost cookie of the login: either way the login begins anew in the session',
    steps: [
      ...SILVER,
      ['open ?essential=gold', 'login-otp'],
      ['otp right', 'callback gold'],
      ['open ?essential=gold', 'login-otp'],
      ['open ?essential=gold', 'login-otp'],
      ['otp right', 'callback gold'],
    ],
  },
  {
    id: 'V-LOA-08',
    what: 'a session keeps its level when nothing is asked',
    persona: 'test-user',
    setup: L,
    steps: [...SILVER, ['open', 'callback silver']],
  },
  {
    id: 'V-LOA-09',
    what: 'a level that the session has needs no page',
    persona: 'test-user',
    setup: L,
    steps: [...SILVER, ['open ?essential=silver', 'callback silver']],
  },
  {
    id: 'V-LOA-11',
    what: 'an essential level that no subflow reaches is an error at the end',
    persona: 'test-user',
    setup: L,
    instead: SILENT_THIRD,
    steps: [
      ['open ?essential=4', 'login'],
      ['password right', 'login-otp'],
      ['otp right', `error ! ${UNFULFILLED}`, { status: 400 }],
    ],
  },
  {
    id: 'V-LOA-12',
    what: 'a level that is not essential and not reached is no error',
    persona: 'test-user',
    setup: L,
    instead: SILENT_THIRD,
    verdict: 'the acr is that of the highest mapped level below the one reached, as the case says',
    steps: upTo('open ?voluntary=4', 'gold'),
  },
  {
    id: 'V-LOA-15',
    what: 'of several acr_values the lowest is asked for',
    persona: 'test-user',
    setup: L,
    steps: upTo('open ?acr_values=gold+3', 'gold'),
  },
  {
    id: 'V-LOA-16',
    what: 'of several essential values the lowest is asked for',
    persona: 'test-user',
    setup: L,
    steps: upTo('open ?essential=gold,3', 'gold'),
  },
  {
    id: 'V-LOA-17',
    what: 'of several voluntary values the lowest is asked for',
    persona: 'test-user',
    setup: L,
    steps: upTo('open ?voluntary=gold,3', 'gold'),
  },
  {
    id: 'V-LOA-18',
    what: 'the mapping of the realm counts only where the client has none',
    persona: 'test-user',
    setup: {
      ...L,
      client: { attributes: { 'acr.loa.map': '{}' } },
      realm: { attributes: { 'acr.loa.map': '{"realm:copper":0,"realm:silver":1,"realm:gold":2}' } },
    },
    steps: [
      ...upTo('open ?essential=realm:gold', 'realm:gold'),
      [{ admin: [{ op: 'update_client', client_id: 'test-app', set: { attributes: LEVEL_MAP } }] }],
      ['open ?essential=realm:gold', BAD_CLAIMS, { status: 400 }],
      ['open ?essential=gold', 'login-otp'],
      ['otp right', 'callback gold'],
    ],
  },
  {
    id: 'V-LOA-19',
    what: 'default acr values of the client are asked for when the request has none',
    persona: 'test-user',
    setup: client({ 'default.acr.values': 'silver##gold' }),
    steps: [
      ['open', 'login'],
      ['password right', 'callback silver'],
      [
        {
          admin: [
            { op: 'update_client', client_id: 'test-app', set: { attributes: { 'default.acr.values': 'gold' } } },
          ],
        },
      ],
      ['open', 'login-otp'],
      ['otp right', 'callback gold'],
      ['open ?essential=silver', 'callback silver'],
      ['open ?voluntary=silver', 'callback silver'],
    ],
  },
  {
    id: 'V-LOA-20',
    what: 'levels expire one after the other, without a page',
    persona: 'test-user',
    setup: { ...L, flow: levels([300, 300, 200]) },
    instead: SILENT_THIRD,
    steps: [
      ...upTo('open ?essential=3', '3'),
      ['open', 'callback 3'],
      ['wait 210 s'],
      ['open', 'callback gold'],
      ['wait 100 s'],
      ['open', 'callback copper'],
    ],
  },
  {
    id: 'V-LOA-23',
    what: 'the age that counts is that of the flow as it is now',
    persona: 'test-user',
    setup: L,
    steps: [
      ['open', 'login'],
      ['password right', 'callback silver'],
      ['wait 120 s'],
      [{ setup: { ...L, flow: levels([60, 0, 0]) } }],
      ['open', 'callback copper'],
      ['open ?essential=silver', 'login', { hidden: true }],
      ['password right', 'callback silver'],
    ],
  },
  {
    id: 'V-LOA-24',
    what: 'a flow without levels answers 1 to who logged in and 0 to a session',
    persona: 'one-otp',
    instead: 'the client maps no level, which stands for the server feature that was switched off',
    steps: [
      ['open', 'login'],
      ['password right', 'login-otp'],
      ['otp right', 'callback 1'],
      ['open', 'callback 0'],
    ],
  },
  {
    id: 'V-LOA-25',
    what: 'enrolling a second device takes the level of the first',
    persona: 'test-user',
    setup: L,
    steps: ENROLMENTS,
  },
  {
    id: 'V-LOA-26',
    what: 'the level of a device is that of the flow the client is bound to',
    persona: 'test-user',
    setup: {
      ...L,
      flow: levels(),
      realm: { browserFlow: 'browser' },
      client: { attributes: LEVEL_MAP, authenticationFlowBindingOverrides: { browser: 'id of lab' } },
    },
    steps: ENROLMENTS,
  },
  {
    id: 'V-LOA-28',
    what: 'codes and recovery codes of one level stand in for each other',
    persona: 'test-user',
    setup: {
      ...L,
      flow: forms(
        sub('level1', 'CONDITIONAL', level(1), step('auth-username-password-form')),
        sub(
          'level2',
          'CONDITIONAL',
          step('conditional-level-of-authentication', 'REQUIRED', { 'loa-condition-level': '2', 'loa-max-age': '0' }),
          step('auth-otp-form', 'ALTERNATIVE'),
          step('auth-recovery-authn-code-form', 'ALTERNATIVE'),
        ),
      ),
    },
    steps: [
      ['open', 'login'],
      ['password right', 'callback silver'],
      ['open ?kc_action=delete_credential:{otp}', `login-otp ! ${STRONG}`],
      ['otp right', 'delete-credential'],
      ['deletion accept', 'callback gold', { kc_action_status: 'success' }],
      ['open ?kc_action=CONFIGURE_TOTP', 'login-config-totp'],
      ['enroll right', 'callback silver', { kc_action_status: 'success' }],
      ['open ?kc_action=CONFIGURE_RECOVERY_AUTHN_CODES', 'login-otp !'],
      ['otp right', 'login-recovery-authn-code-config'],
      ['enroll right', 'callback gold'],
      ['open ?kc_action=delete_credential:{recovery-authn-codes}', 'login-otp !'],
      [
        'try another way',
        'select-authenticator',
        { options: ['Authenticator Application', 'Recovery Authentication Code'] },
      ],
      ['choose Authenticator Application', 'login-otp'],
      ['otp right', 'delete-credential'],
      ['deletion accept', 'callback gold'],
    ],
  },
  {
    id: 'V-LOA-29',
    what: 'the least level of the client is asked for when the request has none',
    persona: 'test-user',
    setup: MINIMUM_GOLD,
    steps: upTo('open', 'gold'),
  },
  {
    id: 'V-LOA-30',
    what: 'the least level of the client raises lower acr_values',
    persona: 'test-user',
    setup: MINIMUM_GOLD,
    steps: upTo('open ?acr_values=silver', 'gold'),
  },
  {
    id: 'V-LOA-33',
    what: 'an essential level below the least one is refused',
    persona: 'test-user',
    setup: MINIMUM_GOLD,
    steps: [['open ?essential=silver', BAD_CLAIMS, { status: 400 }]],
  },
  {
    id: 'V-LOA-34',
    what: 'a voluntary level below the least one is raised',
    persona: 'test-user',
    setup: MINIMUM_GOLD,
    steps: upTo('open ?voluntary=silver', 'gold'),
  },
  {
    id: 'V-LOAX-01',
    what: 'a session that cannot reach an essential level is let in all the same',
    persona: 'basic-user',
    setup: UNREACHABLE,
    verdict: 'the error of the case is of a server newer than 26.7.3, which was recorded going to the callback',
    steps: [...LOGGED_IN, ['open ?essential=2', 'callback 1']],
    elsewhere: { '26.5.0': [...LOGGED_IN, ['open ?essential=2', 'callback 1']] },
  },
  {
    id: 'V-LOAX-03',
    what: 'without levels in the flow an essential level takes the password again',
    persona: 'basic-user',
    setup: WITHOUT_LEVELS,
    steps: [...LOGGED_IN, ['open ?essential=1', 'login-password'], ['password right', 'callback 1']],
  },
  {
    id: 'V-LOAX-04',
    what: 'stepping up without a page is refused',
    persona: 'basic-user',
    setup: WITHOUT_LEVELS,
    steps: [...LOGGED_IN, ['open ?essential=2&prompt=none', 'callback-error login_required']],
  },
  {
    id: 'V-LOAR-03',
    what: 'a number without a name is a level',
    persona: 'test-user',
    setup: MAPPED,
    steps: [['open ?voluntary=7', 'login', { level: 7 }]],
  },
  {
    id: 'V-LOAR-04',
    what: 'the lowest of several levels is asked for',
    persona: 'test-user',
    setup: MAPPED,
    steps: [['open ?voluntary=gold,7', 'login', { level: 2 }]],
  },
  {
    id: 'V-LOAR-05',
    what: 'an unknown name that is not essential asks for the least',
    persona: 'test-user',
    setup: MAPPED,
    steps: [['open ?voluntary=iron', 'login', { level: 0 }]],
  },
  {
    id: 'V-LOAR-06',
    what: 'an unknown name that is essential is refused',
    persona: 'test-user',
    setup: MAPPED,
    steps: [['open ?essential=uranium', BAD_CLAIMS, { status: 400 }]],
  },
];

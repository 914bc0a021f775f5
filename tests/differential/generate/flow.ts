import { conditions, levelCondition } from './conditions.ts';
import type { Make } from './make.ts';
import { type Row, step, sub } from './rows.ts';

type Shape<T> = (make: Make) => T;
type Shapes<T> = readonly [readonly [number, Shape<T>], ...(readonly [number, Shape<T>])[]];

/** A browser flow somebody could have put together, with the mistakes people make in it. */
export function browserFlow(make: Make): Row[] {
  const rows = make.random.weigh(TOPS)(make);
  return rows.flatMap((row) => mistaken(make, row));
}

const COOKIE = step('auth-cookie', 'ALTERNATIVE');
const KERBEROS = step('auth-spnego', 'DISABLED');

/** What stands at the top: mostly single sign-on beside the forms. */
const TOPS: Shapes<Row[]> = [
  [10, (make) => [COOKIE, KERBEROS, redirector(make), forms(make, 'ALTERNATIVE')]],
  [3, (make) => [COOKIE, forms(make, 'ALTERNATIVE')]],
  [2, (make) => [COOKIE, forms(make, 'REQUIRED')]],
  [2, (make) => [COOKIE, forms(make, 'ALTERNATIVE'), denied(make)]],
  [2, (make) => [COOKIE, forms(make, 'ALTERNATIVE'), forms(make, 'ALTERNATIVE')]],
  [2, (make) => factors(make)],
  [2, (make) => [sub(make.name('sign-on'), 'REQUIRED', [COOKIE, forms(make, 'ALTERNATIVE')]), ...more(make)]],
  [1, (make) => [step('auth-cookie', 'REQUIRED'), forms(make, 'REQUIRED')]],
  [3, (make) => [COOKIE, levels(make)]],
];

function redirector(make: Make): Row {
  const config = make.random.chance(0.1) ? { defaultProvider: make.random.pick(['corp', 'no-such-idp']) } : undefined;
  return step('identity-provider-redirector', 'ALTERNATIVE', config);
}

function forms(make: Make, requirement: string): Row {
  return sub(make.name('forms'), requirement, factors(make));
}

function factors(make: Make): Row[] {
  return [...make.random.weigh(FIRST)(make), ...more(make)];
}

function more(make: Make): Row[] {
  const count = make.random.weigh([
    [2, 0],
    [6, 1],
    [4, 2],
    [1, 3],
  ]);
  return Array.from({ length: count }, () => make.random.weigh(FURTHER)(make));
}

const PASSWORD_PAGE = step('auth-username-password-form', 'REQUIRED');
const USERNAME_PAGE = step('auth-username-form', 'REQUIRED');

/** Who are you, and how do you prove it first. */
const FIRST: Shapes<Row[]> = [
  [10, () => [PASSWORD_PAGE]],
  [4, () => [USERNAME_PAGE, step('auth-password-form', 'REQUIRED')]],
  [4, (make) => [USERNAME_PAGE, sub(make.name('proof'), 'REQUIRED', ways(make))]],
  [1, () => [USERNAME_PAGE, step('auth-otp-form', 'REQUIRED')]],
  [1, (make) => [USERNAME_PAGE, sub(make.name('proof'), 'CONDITIONAL', [...conditions(make), ...ways(make)])]],
  [1, () => [step('auth-username-password-form', 'ALTERNATIVE')]],
  [1, () => [step('organization', 'ALTERNATIVE'), PASSWORD_PAGE]],
  [1, (make) => [sub(make.name('who'), 'CONDITIONAL', [...conditions(make), PASSWORD_PAGE])]],
];

const WAYS = [
  'auth-password-form',
  'auth-otp-form',
  'auth-recovery-authn-code-form',
  'webauthn-authenticator',
] as const;

/** Alternatives beside one another, as they should be; sometimes one of them is required. */
function ways({ random }: Make): Row[] {
  const chosen = random.shuffle(random.some(WAYS, 0.6));
  const rows = chosen.map((authenticator) => step(authenticator, 'ALTERNATIVE'));
  return random.chance(0.12) ? [...rows, step(random.pick(WAYS), 'REQUIRED')] : rows;
}

const SECOND = ['auth-otp-form', 'auth-otp-form', 'auth-recovery-authn-code-form', 'webauthn-authenticator'] as const;

/** What may come after the first factor. */
const FURTHER: Shapes<Row> = [
  [3, ({ random }) => step(random.pick(SECOND), 'REQUIRED')],
  [8, (make) => sub(make.name('factor'), 'CONDITIONAL', [...conditions(make), ...factorRows(make)])],
  [3, (make) => sub(make.name('factor'), 'REQUIRED', ways(make))],
  [1, (make) => sub(make.name('factor'), 'ALTERNATIVE', ways(make))],
  [2, denied],
  [2, conditionalOtp],
  [2, (make) => levels(make)],
  [1, (make) => sub(make.name('unasked'), 'REQUIRED', [...conditions(make), ...factorRows(make)])],
  [2, (make) => sub(make.name('outer'), make.random.pick(['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL']), nested(make))],
  [0.5, sessionLimits],
  [
    0.5,
    ({ random }) => step(random.pick(['webauthn-authenticator-passwordless', 'no-such-authenticator']), 'REQUIRED'),
  ],
  [0.5, ({ random }) => step('auth-password-form', random.pick(['REQUIRED', 'ALTERNATIVE']))],
];

function factorRows(make: Make): Row[] {
  return make.random.weigh<Row[]>([
    [4, [step(make.random.pick(SECOND), 'REQUIRED')]],
    [4, ways(make)],
    [1, [step('auth-otp-form', 'REQUIRED'), step('auth-recovery-authn-code-form', 'REQUIRED')]],
    [1, []],
  ]);
}

function nested(make: Make): Row[] {
  const inner = sub(make.name('inner'), 'CONDITIONAL', [...conditions(make), ...factorRows(make)]);
  const guard = make.random.chance(0.4) ? conditions(make) : [];
  return make.random.chance(0.5) ? [...guard, inner] : [...guard, inner, ...factorRows(make)];
}

function denied(make: Make): Row {
  const { random } = make;
  const verdict = random.pick(['deny-access-authenticator', 'deny-access-authenticator', 'allow-access-authenticator']);
  const config = random.chance(0.3) ? { denyErrorMessage: 'Not with this account.' } : undefined;
  return sub(make.name('gate'), 'CONDITIONAL', [...conditions(make), step(verdict, 'REQUIRED', config)]);
}

function conditionalOtp({ random }: Make): Row {
  const config = {
    ...(random.chance(0.4) ? { skipOtpRole: random.pick(['staff', 'boss']) } : {}),
    ...(random.chance(0.4) ? { forceOtpRole: 'mfa' } : {}),
    ...(random.chance(0.3) ? { otpControlAttribute: 'otp-control' } : {}),
    ...(random.chance(0.7) ? { defaultOtpOutcome: random.pick(['skip', 'force']) } : {}),
  };
  return step('auth-conditional-otp-form', 'REQUIRED', random.chance(0.08) ? undefined : config);
}

function sessionLimits({ random }: Make): Row {
  const behavior = random.pick(['Deny new session', 'Terminate oldest session']);
  return step('user-session-limits', 'REQUIRED', {
    ...{ userRealmLimit: String(random.int(0, 2)), userClientLimit: String(random.int(0, 2)), behavior },
    ...(random.chance(0.4) ? { errorMessage: 'Enough sessions.' } : {}),
  });
}

/** Step-up: one conditional subflow per level, now and then in the wrong order, twice, or with a level left out. */
function levels(make: Make): Row {
  const { random } = make;
  const order = random.weigh<readonly number[]>([
    [6, [1, 2]],
    [5, [1, 2, 3]],
    [1, [2, 1]],
    [1, [1, 1]],
    [1, [2, 3]],
  ]);
  const rows = order.map((level) => {
    const age = random.pick([0, 36_000, 36_000]);
    const steps = level === 1 ? [PASSWORD_PAGE] : level === 2 ? [step('auth-otp-form', 'REQUIRED')] : ways(make);
    const second = random.chance(0.12) ? conditions(make) : [];
    return sub(make.name('level'), 'CONDITIONAL', [
      step(levelCondition(level)[0], 'REQUIRED', levelCondition(level, age)[1]),
      ...second,
      ...steps,
    ]);
  });
  return sub(make.name('step-up'), random.pick(['ALTERNATIVE', 'ALTERNATIVE', 'REQUIRED']), rows);
}

const REQUIREMENTS = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED'] as const;

/** Few rows are wrong, but any can be: another requirement, no config, or gone. */
function mistaken(make: Make, row: Row): Row[] {
  const { random } = make;
  if (random.chance(0.015)) return [];
  const { config, rows, ...rest } = row;
  const kept = config && !random.chance(0.03) ? { config } : {};
  const children = rows ? { rows: rows.flatMap((child) => mistaken(make, child)) } : {};
  return [
    { ...rest, ...kept, ...children, ...(random.chance(0.035) ? { requirement: random.pick(REQUIREMENTS) } : {}) },
  ];
}

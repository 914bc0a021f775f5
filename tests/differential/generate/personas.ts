import type { Random } from './random.ts';

/** How a person deviates, as a recorded login has it. */
export interface PersonaPlan {
  readonly username: string;
  readonly wrong?: Readonly<Record<string, number>>;
  readonly empty?: Readonly<Record<string, number>>;
  readonly try_another_way?: Readonly<Record<string, number>>;
  readonly choose?: string[];
}

export interface VisitPlan {
  readonly params: Readonly<Record<string, string>>;
}

/** The person of a user: half of them do everything right. */
export function personaPlan(random: Random, username: string): PersonaPlan {
  if (random.chance(0.5)) return { username };
  const deviation = random.weigh<() => Omit<PersonaPlan, 'username'>>([
    [4, () => ({ wrong: counts(random, ['password', 'otp', 'username', 'recovery', 'enroll']) })],
    [1, () => ({ wrong: counts(random, ['terms', 'consent', 'new_password', 'password']) })],
    [2, () => ({ empty: counts(random, ['password', 'otp', 'username', 'recovery', 'enroll', 'new_password']) })],
    [4, () => anotherWay(random)],
    [1, () => ({ ...anotherWay(random), wrong: counts(random, ['otp', 'password']) })],
  ]);
  return { username, ...deviation() };
}

function counts(random: Random, kinds: readonly [string, ...string[]]): Record<string, number> {
  return { [random.pick(kinds)]: random.int(1, 3), ...(random.chance(0.3) ? { [random.pick(kinds)]: 1 } : {}) };
}

const LABELS = ['Password', 'Authenticator Application', 'Recovery', 'Passkey', 'Username'] as const;
const PAGES = ['login-otp', 'login-password', 'login-recovery-authn-code-input', 'login', 'login-username'] as const;

function anotherWay(random: Random): Omit<PersonaPlan, 'username'> {
  const pages = [...random.some(PAGES, 0.4), random.pick(PAGES)];
  return { try_another_way: Object.fromEntries(pages.map((page) => [page, 1])), choose: [random.pick(LABELS)] };
}

/** One request, sometimes a second one in the same browser session. */
export function visitPlans(random: Random): VisitPlan[] {
  const first = { params: random.chance(0.45) ? parameters(random) : {} };
  return random.chance(0.4) ? [first, { params: random.chance(0.75) ? parameters(random) : {} }] : [first];
}

type Parameters = Readonly<Record<string, string>>;

function parameters(random: Random): Parameters {
  return random.weigh<() => Parameters>([
    [3, () => ({ prompt: random.pick(['login', 'none', 'consent', 'login consent', 'select_account']) })],
    [3, () => ({ acr_values: random.pick(['1', '2', '3', 'silver', 'gold', 'gold silver', 'nonsense']) })],
    [3, () => ({ claims: essential(random.pick(['1', '2', '3', 'gold'])) })],
    [3, () => ({ kc_action: random.pick(ACTIONS) })],
    [1, () => ({ max_age: random.pick(['0', '3600']) })],
    [1, () => ({ scope: random.pick(['openid phone', 'openid no-such-scope', 'openid offline_access']) })],
    [0.5, () => ({ kc_idp_hint: random.pick(['corp', 'no-such-idp']) })],
    [0.5, () => ({ login_hint: random.pick(['somebody', 'user-0']) })],
    [1, () => ({ prompt: 'login', acr_values: random.pick(['1', '2', '3']) })],
    [0.5, () => ({ prompt: 'none', acr_values: random.pick(['1', '2', 'gold']) })],
  ])();
}

const ACTIONS = [
  'CONFIGURE_TOTP',
  'UPDATE_PASSWORD',
  'UPDATE_PROFILE',
  'CONFIGURE_RECOVERY_AUTHN_CODES',
  'TERMS_AND_CONDITIONS',
  'webauthn-register',
  'nope',
] as const;

function essential(value: string): string {
  return JSON.stringify({ id_token: { acr: { essential: true, values: [value] } } });
}

import {
  AUTH_COOKIE,
  AUTH_SPNEGO,
  CREDENTIAL_CONDITION,
  IDP_REDIRECTOR,
  ORGANIZATION_STEP,
  OTP_FORM,
  RECOVERY_FORM,
  USER_CONFIGURED,
  USERNAME_PASSWORD_FORM,
  WEBAUTHN_FORM,
} from '../provider-ids.ts';
import type { Requirement } from '../realm.ts';
import type { Traits } from '../version.ts';

/** A row of a built-in flow: a provider id or the alias of a subflow, and what the row demands. */
export interface BuiltInRow {
  readonly authenticator?: string;
  readonly subflow?: string;
  readonly requirement: Requirement;
  readonly priority: number;
  readonly config?: Readonly<Record<string, string>>;
}

export interface BuiltInFlow {
  readonly alias: string;
  readonly provider_id: string;
  readonly top_level: boolean;
  readonly rows: readonly BuiltInRow[];
}

/** Rows of the default second-factor subflow by line: the condition comes first. Source: `DefaultAuthenticationFlows`. */
const SECOND_FACTOR: Readonly<Record<Traits['second_factor'], readonly BuiltInRow[]>> = {
  otp: [step(USER_CONFIGURED, 'REQUIRED', 10), step(OTP_FORM, 'REQUIRED', 20)],
  '2fa': [step(USER_CONFIGURED, 'REQUIRED', 10), ...factors(20)],
  '2fa-credential': [
    step(USER_CONFIGURED, 'REQUIRED', 10),
    { ...step(CREDENTIAL_CONDITION, 'REQUIRED', 20), config: { credentials: 'webauthn-passwordless' } },
    ...factors(30),
  ],
};

const ORGANIZATION: readonly BuiltInFlow[] = [
  basic('Organization', [subflow('Browser - Conditional Organization', 'CONDITIONAL', 10)]),
  basic('Browser - Conditional Organization', [
    step(USER_CONFIGURED, 'REQUIRED', 10),
    step(ORGANIZATION_STEP, 'ALTERNATIVE', 20),
  ]),
];

/** Built-in flows that never show a page of a login in the browser: only their aliases matter. */
const UNSEEN = ['direct grant', 'reset credentials', 'first broker login', 'clients', 'docker auth', 'saml ecp'];

/** The flows a new realm of this line gets, as far as a login in the browser can meet them. */
export function builtInFlows(traits: Traits): readonly BuiltInFlow[] {
  const factor = traits.second_factor === 'otp' ? 'Browser - Conditional OTP' : 'Browser - Conditional 2FA';
  const organization = traits.organization_flow ? [subflow('Organization', 'ALTERNATIVE', 26)] : [];
  return [
    top('browser', [
      step(AUTH_COOKIE, 'ALTERNATIVE', 10),
      step(AUTH_SPNEGO, 'DISABLED', 20),
      step(IDP_REDIRECTOR, 'ALTERNATIVE', 25),
      ...organization,
      subflow('forms', 'ALTERNATIVE', 30),
    ]),
    ...(traits.organization_flow ? ORGANIZATION : []),
    basic('forms', [step(USERNAME_PASSWORD_FORM, 'REQUIRED', 10), subflow(factor, 'CONDITIONAL', 20)]),
    basic(factor, SECOND_FACTOR[traits.second_factor]),
    top('registration', [subflow('registration form', 'REQUIRED', 10)]),
    { ...basic('registration form', []), provider_id: 'form-flow' },
    ...UNSEEN.map((alias) => top(alias, [])),
  ];
}

function factors(first: number): readonly BuiltInRow[] {
  return [
    step(OTP_FORM, 'ALTERNATIVE', first),
    step(WEBAUTHN_FORM, 'DISABLED', first + 10),
    step(RECOVERY_FORM, 'DISABLED', first + 20),
  ];
}

function step(authenticator: string, requirement: Requirement, priority: number): BuiltInRow {
  return { authenticator, requirement, priority };
}

function subflow(alias: string, requirement: Requirement, priority: number): BuiltInRow {
  return { subflow: alias, requirement, priority };
}

function basic(alias: string, rows: readonly BuiltInRow[]): BuiltInFlow {
  return { alias, provider_id: 'basic-flow', top_level: false, rows };
}

function top(alias: string, rows: readonly BuiltInRow[]): BuiltInFlow {
  return { ...basic(alias, rows), top_level: true };
}

import { CLIENT, CLIENT_ROLE, type Make, TIERS } from './make.ts';
import { type Row, step } from './rows.ts';

type Config = Readonly<Record<string, string>>;

/** How often the config, or the whole condition, is missing by mistake. */
const FORGOTTEN = 0.06;
const SWITCHED_OFF = 0.06;

/** The conditions of one conditional subflow: mostly one, sometimes several, now and then none. */
export function conditions(make: Make): Row[] {
  const count = make.random.weigh([
    [8, 1],
    [3, 2],
    [1, 3],
    [0.5, 0],
  ]);
  return Array.from({ length: count }, () => condition(make));
}

function condition(make: Make): Row {
  const { random } = make;
  const make_one = random.weigh(KINDS);
  const [authenticator, config] = make_one(make);
  const requirement = random.chance(SWITCHED_OFF) ? 'DISABLED' : 'REQUIRED';
  return step(authenticator, requirement, random.chance(FORGOTTEN) ? undefined : config);
}

type Kind = (make: Make) => readonly [authenticator: string, config?: Config];

const KINDS: readonly [readonly [number, Kind], ...(readonly [number, Kind])[]] = [
  [6, () => ['conditional-user-configured']],
  [5, userRole],
  [3, userAttribute],
  [2, (make) => levelCondition(make.random.int(1, 3))],
  [3, credential],
  [2, subflowExecuted],
  [2, clientScope],
];

const isOften = (make: Make, share: number) => String(make.random.chance(share));

function userRole(make: Make): readonly [string, Config] {
  const condUserRole = make.random.pick(['mfa', 'staff', 'boss', `${CLIENT}.${CLIENT_ROLE}`, 'no-such-role']);
  return ['conditional-user-role', { condUserRole, negate: isOften(make, 0.35) }];
}

function userAttribute(make: Make): readonly [string, Config] {
  const { random } = make;
  const regex = random.chance(0.3);
  return [
    'conditional-user-attribute',
    {
      attribute_name: random.pick(['tier', 'tier', 'zone']),
      attribute_expected_value: regex ? random.pick(['g.*', 'go', '.*']) : random.pick(TIERS),
      ...{ not: isOften(make, 0.3), regex: String(regex), include_group_attributes: isOften(make, 0.5) },
    },
  ];
}

/** The level-of-authentication condition of this level. */
export function levelCondition(level: number, max_age = 36_000): readonly [string, Config] {
  return [
    'conditional-level-of-authentication',
    { 'loa-condition-level': String(level), 'loa-max-age': String(max_age) },
  ];
}

function credential(make: Make): readonly [string, Config] {
  const listed = make.random.some(['password', 'otp', 'recovery-authn-codes', 'webauthn-passwordless', 'none'], 0.4);
  return ['conditional-credential', { credentials: listed.join('##'), included: isOften(make, 0.5) }];
}

function subflowExecuted(make: Make): readonly [string, Config] {
  const flow_to_check = make.random.pick(['no such flow', ...make.names]);
  const check_result = make.random.pick(['executed', 'not-executed']);
  return ['conditional-sub-flow-executed', { flow_to_check, check_result }];
}

function clientScope(make: Make): readonly [string, Config] {
  const client_scope = make.random.pick(['profile', 'phone', 'no-such-scope']);
  return ['conditional-client-scope', { client_scope, negate: isOften(make, 0.3) }];
}

import type { Realm, User } from '../realm.ts';
import { hasRole } from './role-name.ts';
import { userAttribute } from './user-attribute.ts';

/** Keys of `ConditionalOtpFormAuthenticator`'s config. */
const CONTROL_ATTRIBUTE = 'otpControlAttribute';
const SKIP_ROLE = 'skipOtpRole';
const FORCE_ROLE = 'forceOtpRole';
const SKIP_HEADER = 'noOtpRequiredForHeaderPattern';
const FORCE_HEADER = 'forceOtpForHeaderPattern';
const DEFAULT_OUTCOME = 'defaultOtpOutcome';
const KEYS = [CONTROL_ATTRIBUTE, SKIP_ROLE, FORCE_ROLE, SKIP_HEADER, FORCE_HEADER, DEFAULT_OUTCOME];

type Config = Readonly<Record<string, string>>;
type Vote = 'skip' | 'force' | undefined;

/** In this order, the first that decides: attribute, roles, header patterns, the default; then the code is asked. */
export function isOtpShown(realm: Realm, user: User, config: Config): boolean {
  return (vote(realm, user, config) ?? config[DEFAULT_OUTCOME] ?? 'force') !== 'skip';
}

/** Whether enrolment is forced on a user without OTP: every config of the realm that has one of the keys has a say. */
export function isOtpRequired(realm: Realm, user: User): boolean {
  const configs = realm.configs.filter((config) => KEYS.some((key) => Object.hasOwn(config, key)));
  if (configs.length === 0) return true;
  return configs.some((config) => requires(realm, user, config) || abstains(realm, user, config));
}

/** One vote to ask is enough, whatever the other votes of the same config. */
function requires(realm: Realm, user: User, config: Config): boolean {
  if (byAttribute(user, config) === 'force' || byRole(realm, user, config) === 'force') return true;
  return config[DEFAULT_OUTCOME] === 'force' && Object.keys(config).length <= 1;
}

function abstains(realm: Realm, user: User, config: Config): boolean {
  return vote(realm, user, config) === undefined && config[DEFAULT_OUTCOME] !== 'skip';
}

/** Header patterns abstain: what headers a browser sends is no property of the realm. */
function vote(realm: Realm, user: User, config: Config): Vote {
  return byAttribute(user, config) ?? byRole(realm, user, config);
}

function byAttribute(user: User, config: Config): Vote {
  const name = config[CONTROL_ATTRIBUTE];
  const value = name === undefined ? undefined : userAttribute(user, name)[0];
  return value === 'skip' || value === 'force' ? value : undefined;
}

function byRole(realm: Realm, user: User, config: Config): Vote {
  const { [SKIP_ROLE]: skip, [FORCE_ROLE]: force } = config;
  if (skip !== undefined && hasRole(realm, user, skip)) return 'skip';
  return force !== undefined && hasRole(realm, user, force) ? 'force' : undefined;
}

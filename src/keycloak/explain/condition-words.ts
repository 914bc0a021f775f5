import { configuredLevel } from '../flow/configured-levels.ts';
import { requestedLevel } from '../flow/levels.ts';
import { currentUser, type Run } from '../flow/run.ts';
import { isStop } from '../flow/turn.ts';
import { effectiveScopes } from '../gate/scopes.ts';
import {
  CLIENT_SCOPE_CONDITION,
  CREDENTIAL_CONDITION,
  LEVEL_CONDITION,
  SUBFLOW_EXECUTED,
  USER_ATTRIBUTE,
  USER_CONFIGURED,
  USER_ROLE,
} from '../provider-ids.ts';
import type { Execution, User } from '../realm.ts';
import { matchCondition } from '../step/conditions.ts';
import { resolveRole } from '../step/role-name.ts';
import { inheritedAttribute, userAttribute } from '../step/user-attribute.ts';

type Config = Readonly<Record<string, string>>;
type Words = (run: Run, config: Config, user: User | undefined) => string;

/** What each condition looks at, in words, with the facts of this login. */
const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  [USER_CONFIGURED, (_run, _config, user) => `asks whether ${who(user)} owns what the steps beside it need`],
  [USER_ROLE, roleWords],
  [USER_ATTRIBUTE, attributeWords],
  [LEVEL_CONDITION, levelWords],
  [CREDENTIAL_CONDITION, credentialWords],
  [SUBFLOW_EXECUTED, (_run, config) => `asks whether "${config['flow_to_check'] ?? ''}" was ${checked(config)}`],
  [CLIENT_SCOPE_CONDITION, scopeWords],
]);

/** What the condition looked at. Facts are those of now; when now it would decide otherwise, they are left out. */
export function conditionWords(run: Run, execution: Execution, wasTrue: boolean): string {
  const copy: Run = { ...run, login: { ...run.login } };
  if (matchCondition(copy, execution) !== wasTrue)
    return 'so it was when it was evaluated; the login has gone on since';
  const words = WORDS.get(execution.authenticator ?? '');
  if (!execution.config && execution.authenticator !== USER_CONFIGURED) return 'it has no config';
  return words ? words(run, execution.config ?? {}, currentUser(run)) : '';
}

function who(user: User | undefined): string {
  return user?.username ?? 'the user, who is not known yet,';
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}

function negated(config: Config, key: string): string {
  return isTrue(config[key]) ? ', negated' : '';
}

function roleWords({ realm }: Run, config: Config, user: User | undefined): string {
  const name = config['condUserRole'] ?? '';
  const role = resolveRole(realm, name);
  if (role === undefined) return `role "${name}" does not exist, so it never matches`;
  if (!user) return `asks for role "${name}", and no user is known yet`;
  return `${user.username} ${user.roles.includes(role) ? 'has' : 'lacks'} role "${name}"${negated(config, 'negate')}`;
}

function attributeWords(_run: Run, config: Config, user: User | undefined): string {
  const name = config['attribute_name'] ?? '';
  const read = isTrue(config['include_group_attributes']) ? inheritedAttribute : userAttribute;
  const values = user ? read(user, name) : [];
  const found = values.length === 0 ? 'no value' : values.map((value) => `"${value}"`).join(', ');
  const wanted = `${isTrue(config['regex']) ? 'a match of' : 'the value'} "${config['attribute_expected_value'] ?? ''}"`;
  return `${who(user)} has ${found} as "${name}", asked for ${wanted}${negated(config, 'not')}`;
}

function levelWords(run: Run, config: Config): string {
  const { level } = configuredLevel(config);
  const requested = requestedLevel(run);
  const asked = isStop(requested) ? 'unknown' : requested < 0 ? 'none' : String(requested);
  const { current } = run.login.levels;
  return `level ${level ?? 'none'}; requested: ${asked}, reached: ${current < 0 ? 'none' : current}`;
}

function credentialWords({ login }: Run, config: Config): string {
  const listed = (config['credentials'] ?? '').split('##').filter(Boolean).join(', ') || 'none listed';
  const used = login.used_credentials.join(', ') || 'none';
  return `used so far: ${used}; ${isTrue(config['included']) ? 'one' : 'none'} of these wanted: ${listed}`;
}

function checked(config: Config): string {
  return (config['check_result'] ?? 'executed') === 'executed' ? 'executed' : 'not executed';
}

function scopeWords(run: Run, config: Config): string {
  const name = config['client_scope'] ?? '';
  if (!run.realm.client_scopes.has(name)) return `client scope "${name}" does not exist, so it never matches`;
  const isThere = effectiveScopes(run).includes(name);
  return `the request ${isThere ? 'has' : 'lacks'} client scope "${name}"${negated(config, 'negate')}`;
}

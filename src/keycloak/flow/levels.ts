import { managedCredential } from '../action/kc-action.ts';
import { message } from '../messages.ts';
import { LEVEL_CONDITION } from '../provider-ids.ts';
import type { Execution, Realm } from '../realm.ts';
import { REFERENCE_CATEGORIES } from '../step/reference-categories.ts';
import { currentUser, hasCredential, type Run, statusOf } from './run.ts';
import { type Crashed, crash, isStop, type Raised, raise } from './turn.ts';

/** No level at all (`Constants.NO_LOA`), and the level of a session cookie (`Constants.MINIMUM_LOA`). */
export const NO_LEVEL = -1;
export const COOKIE_LEVEL = 0;

const LEVEL = 'loa-condition-level';
const MAX_AGE = 'loa-max-age';
const STORE_IN_SESSION = 'loa-store-in-user-session';
const LEGACY_MAX_AGE = 36_000;

/** Level and maximum age in seconds of a condition; `undefined` level: not a number. Source: `LoAUtil`. */
interface Configured {
  readonly level: number | undefined;
  readonly max_age: number;
}

function configuredLevel(config: Readonly<Record<string, string>>): Configured {
  return { level: javaInteger(config[LEVEL]), max_age: javaInteger(config[MAX_AGE]) ?? legacyMaxAge(config) };
}

function legacyMaxAge(config: Readonly<Record<string, string>>): number {
  return config[STORE_IN_SESSION]?.toLowerCase() === 'true' ? LEGACY_MAX_AGE : 0;
}

/** What `Integer.parseInt` accepts. */
export function javaInteger(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= 2_147_483_648 ? value : undefined;
}

/** Source: `ConditionalLoaAuthenticator.matchCondition`. A condition without config is a null pointer. */
export function matchesLevel(run: Run, execution: Execution): boolean | Crashed {
  if (!execution.config) return crash(execution.id, 'level condition without config');
  const { level = COOKIE_LEVEL, max_age } = configuredLevel(execution.config);
  const requested = requestedLevel(run);
  if (isStop(requested)) return requested;
  if (run.login.levels.current < COOKIE_LEVEL) return true;
  if (requested < level) return false;
  const isFresh = wasReached(run, level, max_age);
  if (isFresh && run.login.levels.current < level) setLevels(run, { current: level });
  return !isFresh;
}

/** A level counts from an earlier login of the session while its age allows, unless the user has to authenticate anew. */
function wasReached({ login, world }: Run, level: number, max_age: number): boolean {
  const time = login.levels.reached[level];
  return !login.forced_reauthentication && time !== undefined && time + max_age >= Math.floor(world.now);
}

/** The subflow of a true level condition has succeeded. Source: `ConditionalLoaAuthenticator.onParentFlowSuccess`. */
export function reachLevels(run: Run, children: readonly Execution[]): void {
  for (const child of children) {
    const status = statusOf(run, child);
    const isDone = status === 'EVALUATED_TRUE' || status === 'SUCCESS';
    if (child.authenticator === LEVEL_CONDITION && isDone && child.config) reachLevel(run, child.config);
  }
}

function reachLevel(run: Run, config: Readonly<Record<string, string>>): void {
  const { level, max_age } = configuredLevel(config);
  const { reached } = run.login.levels;
  const kept = level === undefined || max_age === 0 ? reached : { ...reached, [level]: Math.floor(run.world.now) };
  setLevels(run, { completed: true, reached: kept, ...(level === undefined ? {} : { current: level }) });
}

/** Source: `ConditionalLoaAuthenticator.onTopFlowSuccess`: only runs when some level was completed in this login. */
export function checkEssentialLevel(run: Run): Raised | Crashed | undefined {
  const { levels, flow } = run.login;
  if (!levels.completed || !levels.forced) return undefined;
  const requested = requestedLevel(run);
  if (isStop(requested)) return requested;
  if (requested <= levels.current) return undefined;
  return raise('GENERIC_AUTHENTICATION_ERROR', flow, message(run.realm, 'acrNotFulfilled'));
}

export function setLevels(run: Run, change: Partial<Run['login']['levels']>): void {
  run.login.levels = { ...run.login.levels, ...change };
}

/** The higher of what the client and what its `kc_action` asks for. Source: `AcrStore.getRequestedLevelOfAuthentication`. */
export function requestedLevel(run: Run): number | Crashed {
  const byAction = levelOfAction(run);
  return isStop(byAction) ? byAction : Math.max(run.login.levels.requested, byAction);
}

/** The level of the credential type that the action manages, or the next lower one that the user can reach. */
function levelOfAction(run: Run): number | Crashed {
  const user = currentUser(run);
  const type = user ? managedCredential(run, user) : undefined;
  if (!user || type === undefined) return NO_LEVEL;
  const levels = levelsOfCredentials(run.realm, run.login.flow);
  if (isStop(levels)) return levels;
  let level = levels.get(type) ?? NO_LEVEL;
  while (level > NO_LEVEL) {
    const types = [...levels].filter(([, other]) => other === level).map(([other]) => other);
    if (types.length === 0 || types.some((other) => hasCredential(user, other))) return level;
    level -= 1;
  }
  return level;
}

/** Source: `LoAUtil.fillCredentialsToLoAMap`: disabled rows count, and the last row of a type wins. */
function levelsOfCredentials(realm: Realm, flow: string): Map<string, number> | Crashed {
  const levels = new Map<string, number>();
  return collectLevels(realm, { flow, level: NO_LEVEL }, levels) ?? levels;
}

function collectLevels(
  realm: Realm,
  from: { readonly flow: string; readonly level: number },
  levels: Map<string, number>,
): Crashed | undefined {
  let { level } = from;
  for (const execution of realm.flows.get(from.flow)?.executions ?? []) {
    if (execution.flow !== undefined) {
      const crashed = collectLevels(realm, { flow: execution.flow, level }, levels);
      if (crashed) return crashed;
    } else if (execution.authenticator === LEVEL_CONDITION) {
      if (!execution.config) return crash(execution.id, 'level condition without config');
      level = configuredLevel(execution.config).level ?? level;
    } else {
      const type = REFERENCE_CATEGORIES.get(execution.authenticator ?? '');
      if (type !== undefined) levels.set(type, level);
    }
  }
  return undefined;
}

/** Maximum ages by level in a flow, disabled rows included; two rows of one level break the server's map. */
export function configuredLevels(realm: Realm, flow: string): Map<number, number> | Crashed {
  const levels = new Map<number, number>();
  for (const execution of levelConditions(realm, flow)) {
    const { level, max_age } = configuredLevel(execution.config ?? {});
    if (level === undefined) continue;
    if (levels.has(level)) return crash(execution.id, `level ${level} is configured twice`);
    levels.set(level, max_age);
  }
  return levels;
}

function levelConditions(realm: Realm, flow: string): Execution[] {
  return (realm.flows.get(flow)?.executions ?? []).flatMap((execution) => {
    if (execution.authenticator === LEVEL_CONDITION) return [execution];
    return execution.flow === undefined ? [] : levelConditions(realm, execution.flow);
  });
}

/** The highest level of the session that has not expired yet: the walk stops at the first expired one. */
export function previousLevel(run: Run): number | Crashed {
  const reached = Object.entries(run.login.levels.reached).map(([level, time]) => [Number(level), time] as const);
  if (reached.length === 0) return NO_LEVEL;
  const ages = configuredLevels(run.realm, run.login.flow);
  if (isStop(ages)) return ages;
  let highest = COOKIE_LEVEL;
  for (const [level, time] of reached.toSorted(([left], [right]) => left - right)) {
    if (time + (ages.get(level) ?? 0) < Math.floor(run.world.now)) break;
    highest = level;
  }
  return highest;
}

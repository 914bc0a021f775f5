import { managedCredential } from '../action/kc-action.ts';
import { message } from '../messages.ts';
import { LEVEL_CONDITION } from '../provider-ids.ts';
import type { Execution } from '../realm.ts';
import { COOKIE_LEVEL, configuredLevel, configuredLevels, levelsOfCredentials, NO_LEVEL } from './configured-levels.ts';
import { currentUser, hasCredential, type Run, statusOf } from './run.ts';
import { type Crashed, crash, isStop, type Raised, raise } from './turn.ts';

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

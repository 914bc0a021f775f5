import { own } from '../own.ts';
import type { BruteForce, User } from '../realm.ts';
import type { Failures } from '../world.ts';
import { changeUser, currentUser, findUser, type Run, userNamed } from './run.ts';

/** Attribute that marks a user whom the protector, not an administrator, has disabled (`UserModel.DISABLED_REASON`). */
const DISABLED_REASON = 'disabledReason';
const PERMANENT_LOCKOUT = 'permanentLockout';

const NONE: Failures = { count: 0, last_ms: 0, locked_until: 0, temporary_lockouts: 0 };

/** Whether the protector refuses this user now, temporarily or for good. Source: `AuthenticatorUtils`. */
export function isLocked({ realm, world }: Run, user: User): boolean {
  if (!realm.brute_force.protected) return false;
  const failures = own(world.failures, user.username);
  const temporarily = failures !== undefined && failures.locked_until > Math.floor(world.now);
  return temporarily || isPermanentlyLocked(user);
}

function isPermanentlyLocked(user: User): boolean {
  return !user.enabled && own(user.attributes, DISABLED_REASON)?.[0] === PERMANENT_LOCKOUT;
}

/** Counts a failed attempt of the user this login is about, or of the one that was typed. */
export function countFailure(run: Run): void {
  const { realm, world, login } = run;
  if (!realm.brute_force.protected) return;
  const typed = login.attempted_username;
  const user = currentUser(run) ?? (typed === undefined ? undefined : findUser(realm, world, typed));
  if (user) recordFailure(run, user);
}

/** A finished login forgets the failed attempts. */
export function clearFailures(run: Run, username: string): void {
  const { [username]: _gone, ...failures } = run.world.failures;
  run.world = { ...run.world, failures };
}

/** Source: `DefaultBruteForceProtector.failure`. */
function recordFailure(run: Run, user: User): void {
  const { brute_force } = run.realm;
  const before = own(run.world.failures, user.username) ?? NONE;
  const after = nextFailures(brute_force, before, run.world.now * 1000);
  run.world = { ...run.world, failures: { ...run.world.failures, [user.username]: after } };
  if (brute_force.permanent && isOverLimit(brute_force, after)) lockForGood(run, user);
}

function isOverLimit(policy: BruteForce, failures: Failures): boolean {
  if (failures.temporary_lockouts > policy.max_temporary_lockouts) return true;
  return policy.max_temporary_lockouts === 0 && failures.count >= policy.failure_factor;
}

function lockForGood(run: Run, user: User): void {
  const current = userNamed(run.realm, run.world, user.username) ?? user;
  const attributes = { ...current.attributes, [DISABLED_REASON]: [PERMANENT_LOCKOUT] };
  changeUser(run, { ...current, enabled: false, attributes });
}

function nextFailures(policy: BruteForce, before: Failures, now_ms: number): Failures {
  const isFirst = before.last_ms === 0;
  const delta = isFirst ? 0 : now_ms - before.last_ms;
  const isForgotten = !isOnlyPermanent(policy) && delta > policy.max_delta_s * 1000;
  const counted = { ...(isForgotten ? NONE : before), last_ms: now_ms };
  const failures = { ...counted, count: counted.count + 1 };
  const due = waitSeconds(policy, failures.count);
  if (due > 0) return locked(policy, { ...failures, temporary_lockouts: failures.temporary_lockouts + 1 }, due);
  const isQuick = !isFirst && delta < policy.quick_login_check_ms;
  return isQuick ? lockedFor(policy, failures, policy.minimum_quick_login_wait_s) : failures;
}

/** A realm that locks for good at once never locks for a while. */
function isOnlyPermanent({ permanent, max_temporary_lockouts }: BruteForce): boolean {
  return permanent && max_temporary_lockouts === 0;
}

/** Temporary locks end where the permanent one begins. */
function locked(policy: BruteForce, failures: Failures, wait_s: number): Failures {
  const isTemporary = !policy.permanent || failures.temporary_lockouts <= policy.max_temporary_lockouts;
  return isTemporary ? lockedFor(policy, failures, wait_s) : failures;
}

function lockedFor(policy: BruteForce, failures: Failures, wait_s: number): Failures {
  const seconds = isOnlyPermanent(policy) ? wait_s : Math.min(wait_s, policy.max_failure_wait_s);
  return seconds > 0 ? { ...failures, locked_until: Math.floor(failures.last_ms / 1000) + seconds } : failures;
}

function waitSeconds(policy: BruteForce, count: number): number {
  if (isOnlyPermanent(policy)) return 0;
  if (policy.strategy === 'LINEAR') return policy.wait_increment_s * (1 + count - policy.failure_factor);
  return policy.wait_increment_s * (policy.failure_factor > 0 ? Math.trunc(count / policy.failure_factor) : 0);
}

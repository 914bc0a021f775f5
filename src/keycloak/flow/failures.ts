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
  const failures = Object.hasOwn(world.failures, user.username) ? world.failures[user.username] : undefined;
  const temporarily = failures !== undefined && failures.locked_until > Math.floor(world.now);
  return temporarily || isPermanentlyLocked(user);
}

function isPermanentlyLocked(user: User): boolean {
  const reason = Object.hasOwn(user.attributes, DISABLED_REASON) ? user.attributes[DISABLED_REASON] : undefined;
  return !user.enabled && reason?.[0] === PERMANENT_LOCKOUT;
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
  const before = run.world.failures[user.username] ?? NONE;
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
  const onlyPermanent = policy.permanent && policy.max_temporary_lockouts === 0;
  const delta = before.last_ms > 0 ? now_ms - before.last_ms : 0;
  const kept = !onlyPermanent && delta > policy.max_delta_s * 1000 ? NONE : before;
  const count = kept.count + 1;
  const due = onlyPermanent ? 0 : waitSeconds(policy, count);
  const isQuick = due <= 0 && before.last_ms > 0 && delta < policy.quick_login_check_ms;
  const wait = isQuick ? policy.minimum_quick_login_wait_s : due;
  const failures = { ...kept, count, last_ms: now_ms };
  if (wait <= 0) return failures;
  const temporary_lockouts = kept.temporary_lockouts + (isQuick ? 0 : 1);
  const isTemporary = isQuick || !policy.permanent || temporary_lockouts <= policy.max_temporary_lockouts;
  const capped = onlyPermanent ? wait : Math.min(wait, policy.max_failure_wait_s);
  const locked_until = isTemporary ? Math.floor(now_ms / 1000) + capped : kept.locked_until;
  return { ...failures, temporary_lockouts, locked_until };
}

function waitSeconds(policy: BruteForce, count: number): number {
  if (policy.strategy === 'LINEAR') return policy.wait_increment_s * (1 + count - policy.failure_factor);
  return policy.wait_increment_s * (policy.failure_factor > 0 ? Math.trunc(count / policy.failure_factor) : 0);
}

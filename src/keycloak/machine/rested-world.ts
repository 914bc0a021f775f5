import type { BruteForce } from '../realm.ts';
import type { Failures, World } from '../world.ts';

const PACE_MS = 1000;

/**
 * The world as it matters to somebody for whom time stands still: counters end where counting further changes nothing, a lock is
 * a lock however long, and the last failed attempt was one page ago. Keeps brute-force protection finite, and exact.
 */
export function restedWorld(world: World, policy: BruteForce): World {
  const failures = Object.entries(world.failures);
  if (failures.length === 0) return world;
  const rested = failures.map(([name, each]) => [name, restedFailures(each, world.now, policy)]);
  return { ...world, failures: Object.fromEntries(rested) };
}

/** From `failure_factor` on every failure locks; lockouts are counted only where too many lock for good. */
function restedFailures(
  { count, locked_until, temporary_lockouts }: Failures,
  now: number,
  policy: BruteForce,
): Failures {
  const second = Math.floor(now);
  return {
    count: Math.min(count, policy.failure_factor),
    last_ms: now * 1000 - PACE_MS,
    locked_until: locked_until > second ? second + 1 : 0,
    temporary_lockouts: policy.permanent ? Math.min(temporary_lockouts, policy.max_temporary_lockouts + 1) : 0,
  };
}

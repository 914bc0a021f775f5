import type { Execution } from '../realm.ts';
import { matchCondition } from '../step/conditions.ts';
import type { Run } from './run.ts';
import { split } from './split.ts';
import { type Crashed, isStop, type Raised } from './turn.ts';

/**
 * Whether a conditional subflow does not exist for now: it has no enabled condition, or one of them is false. Evaluation stops
 * at the first false one and leaves its result in the login. Source: `DefaultAuthenticationFlow.isConditionalSubflowDisabled`.
 */
export function isConditionFalse(run: Run, execution: Execution): boolean | Raised | Crashed {
  if (execution.flow === undefined || execution.requirement !== 'CONDITIONAL') return false;
  const level = split(run.realm, execution.flow);
  if (isStop(level)) return level;
  for (const condition of level.conditions) {
    const matched = matchCondition(run, condition);
    if (isStop(matched)) return matched;
    const status = matched ? 'EVALUATED_TRUE' : 'EVALUATED_FALSE';
    run.login.status = { ...run.login.status, [condition.id]: status };
    if (!matched) return true;
  }
  return level.conditions.length === 0;
}

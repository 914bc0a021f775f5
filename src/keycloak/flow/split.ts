import type { Execution, Flow, Level, Realm } from '../realm.ts';
import { isAvailable } from '../step/authenticators.ts';
import { isCondition } from '../step/conditions.ts';
import type { Traits } from '../version.ts';
import { type Crashed, crash } from './turn.ts';

type Role = 'step' | 'condition' | 'unknown' | 'disabled';

/** What a row is to its level. */
function roleOf({ authenticator, flow, requirement }: Execution, traits: Traits): Role {
  if (requirement === 'DISABLED') return 'disabled';
  if (flow !== undefined || authenticator === undefined) return 'step';
  if (isCondition(authenticator, traits)) return 'condition';
  return isAvailable(authenticator, traits) ? 'step' : 'unknown';
}

/**
 * One required or conditional row silences all alternatives of its level, before any condition is evaluated.
 * Source: `DefaultAuthenticationFlow.fillListsOfExecutions`.
 */
export function levelOf({ executions }: Flow, traits: Traits): Level {
  const of = (role: Role) => executions.filter((execution) => roleOf(execution, traits) === role);
  const steps = of('step');
  const required = steps.filter(({ requirement }) => requirement !== 'ALTERNATIVE');
  const alternative = required.length > 0 ? [] : steps;
  const [unknown] = of('unknown');
  return { required, alternative, conditions: of('condition'), ...(unknown ? { unknown } : {}) };
}

/** The level of a flow; an enabled row of a provider the server lacks breaks all of it. */
export function split(realm: Realm, alias: string): Level | Crashed {
  const level = realm.levels.get(alias);
  if (!level) return crash(alias, 'no such flow');
  const { unknown } = level;
  return unknown ? crash(unknown.id, `unknown authenticator ${unknown.authenticator}`) : level;
}

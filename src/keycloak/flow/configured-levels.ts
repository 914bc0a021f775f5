import { LEVEL_CONDITION } from '../provider-ids.ts';
import type { Execution, Realm } from '../realm.ts';
import { REFERENCE_CATEGORIES } from '../step/reference-categories.ts';
import { type Crashed, crash, isStop } from './turn.ts';

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

export function configuredLevel(config: Readonly<Record<string, string>>): Configured {
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

/** Source: `LoAUtil.fillCredentialsToLoAMap`: disabled rows count, and the last row of a type wins. */
export function levelsOfCredentials(realm: Realm, flow: string): Map<string, number> | Crashed {
  const levels = new Map<string, number>();
  const crashed = collectLevels(realm, { flow, level: NO_LEVEL }, levels);
  return isStop(crashed) ? crashed : levels;
}

interface Within {
  readonly flow: string;
  readonly level: number;
}

/** A subflow does not change the level of what follows it. */
function collectLevels(realm: Realm, within: Within, levels: Map<string, number>): number | Crashed {
  let { level } = within;
  for (const execution of realm.flows.get(within.flow)?.executions ?? []) {
    const next = levelAfter(realm, { execution, level }, levels);
    if (isStop(next)) return next;
    level = next;
  }
  return within.level;
}

function levelAfter(realm: Realm, { execution, level }: At, levels: Map<string, number>): number | Crashed {
  const { id, flow, authenticator = '', config } = execution;
  if (flow !== undefined) return collectLevels(realm, { flow, level }, levels);
  if (authenticator === LEVEL_CONDITION)
    return config ? (configuredLevel(config).level ?? level) : crash(id, 'level condition without config');
  const type = REFERENCE_CATEGORIES.get(authenticator);
  if (type !== undefined) levels.set(type, level);
  return level;
}

interface At {
  readonly execution: Execution;
  readonly level: number;
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

/** Levels of the realm's browser flow, whichever flow the client is bound to. Source: `LoAUtil.getLoAConfiguredInRealmBrowserFlow`. */
export function realmLevels(realm: Realm): readonly number[] | Crashed {
  const { browser_flow } = realm;
  const levels = browser_flow === undefined ? new Map<number, number>() : configuredLevels(realm, browser_flow);
  if (isStop(levels)) return levels;
  return levels.size === 0 ? [COOKIE_LEVEL, 1] : [COOKIE_LEVEL, ...levels.keys()];
}

/** Disabled rows included. */
export function levelConditions(realm: Realm, flow: string): Execution[] {
  return (realm.flows.get(flow)?.executions ?? []).flatMap((execution) => {
    if (execution.authenticator === LEVEL_CONDITION) return [execution];
    return execution.flow === undefined ? [] : levelConditions(realm, execution.flow);
  });
}

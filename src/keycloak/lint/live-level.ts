import type { Execution, Flow, Level, Realm } from '../realm.ts';

/** A flow that a login can come to, its level, and the subflow rows that lead there from the top flow, outermost first. */
export interface LiveLevel {
  readonly top: string;
  readonly flow: Flow;
  readonly level: Level;
  readonly trail: readonly Execution[];
}

/** A row on such a level. */
export interface Spot extends LiveLevel {
  readonly execution: Execution;
}

/** The levels a login through `top` can come to: silenced rows and subflows without a condition lead nowhere. */
export function liveLevels(realm: Realm, top: string, trail: readonly Execution[] = []): LiveLevel[] {
  const alias = trail.at(-1)?.flow ?? top;
  const [flow, level] = [realm.flows.get(alias), realm.levels.get(alias)];
  if (!flow || !level || flow.provider_id !== 'basic-flow') return [];
  const here: LiveLevel = { top, flow, level, trail };
  if (level.unknown) return [here];
  const open = stepsOf(level).filter((row) => row.flow !== undefined && !isNeverRun(realm, row));
  return [here, ...open.flatMap((row) => liveLevels(realm, top, [...trail, row]))];
}

/** The rows of a level that run. */
export function stepsOf({ required, alternative }: Level): readonly Execution[] {
  return [...required, ...alternative];
}

/** A conditional subflow without an enabled condition (`DefaultAuthenticationFlow.isConditionalSubflowDisabled`). */
export function isNeverRun(realm: Realm, { requirement, flow }: Execution): boolean {
  const level = flow === undefined ? undefined : realm.levels.get(flow);
  return requirement === 'CONDITIONAL' && level !== undefined && !level.unknown && level.conditions.length === 0;
}

/** Whether the flow of this level runs only when its conditions are true. */
export function isConditional({ trail }: LiveLevel): boolean {
  return trail.at(-1)?.requirement === 'CONDITIONAL';
}

/** Whether `provider` is one of the conditions that guard this level. */
export function isGuardedBy(live: LiveLevel, provider: string): boolean {
  return isConditional(live) && live.level.conditions.some(({ authenticator }) => authenticator === provider);
}

/** Every step at or below a row that is not disabled, by provider id. */
export function providersBelow(realm: Realm, { requirement, authenticator, flow }: Execution): readonly string[] {
  if (requirement === 'DISABLED') return [];
  if (flow === undefined) return authenticator === undefined ? [] : [authenticator];
  return (realm.flows.get(flow)?.executions ?? []).flatMap((row) => providersBelow(realm, row));
}

/** Whether one of `providers` has to be passed on the way to the spot: in an earlier required row of a level above it. */
export function isPrecededBy(realm: Realm, { execution, trail }: Spot, providers: ReadonlySet<string>): boolean {
  return [...trail, execution].some((row) => {
    const required = realm.levels.get(row.parent)?.required ?? [];
    const earlier = required.slice(0, Math.max(0, required.indexOf(row)));
    return earlier.flatMap((before) => providersBelow(realm, before)).some((provider) => providers.has(provider));
  });
}

/** The subflow row that leads to this level, as a spot; `undefined` for a top flow. */
export function ownerOf(live: LiveLevel): Spot | undefined {
  const execution = live.trail.at(-1);
  return execution ? { ...live, trail: live.trail.slice(0, -1), execution } : undefined;
}

import type { PageOption } from '../page.ts';
import type { Execution, Flow, Realm } from '../realm.ts';
import { authenticatorOf } from '../step/authenticators.ts';
import { isConditionFalse } from './condition-check.ts';
import { currentUser, type Run } from './run.ts';
import { split } from './split.ts';
import { isProcessed } from './status.ts';
import { type Crashed, isStop, type Raised } from './turn.ts';

/** Steps that the user could take instead: by credential type, where a later one replaces an earlier, and the others. */
interface Collected {
  readonly byType: Map<string, Execution>;
  readonly others: Execution[];
}

/**
 * The steps to choose from, the user's first credential first; it also decides which step is shown at all.
 * Source: `AuthenticationSelectionResolver.createAuthenticationSelectionList`.
 */
export function selectionList(run: Run, execution: Execution): readonly Execution[] | Raised | Crashed {
  const collected: Collected = { byType: new Map(), others: [] };
  const flow = highestUsefulFlow(run, execution);
  const stopped = flow ? collectFlow(run, flow, collected) : collectStep(run, execution, collected);
  if (stopped) return stopped;
  const user = currentUser(run);
  const { byType, others } = collected;
  if (!user) return [...others, ...[...byType.values()].filter(needsNoUser)];
  const types = [...new Set(user.credentials.map(({ type }) => type))];
  return [...types.flatMap((type) => byType.get(type) ?? []), ...others];
}

/** The list as a page shows it. */
export function optionsOf(executions: readonly Execution[]): PageOption[] {
  return executions.map(({ id, authenticator = '' }) => ({
    execution: id,
    label: authenticatorOf(authenticator)?.label ?? `${authenticator}-display-name`,
  }));
}

function needsNoUser({ authenticator }: Execution): boolean {
  return authenticatorOf(authenticator ?? '')?.requires_user === false;
}

/** Climbs as long as the row is an alternative or the very first row of its level, counting conditions and disabled rows. */
function highestUsefulFlow({ realm }: Run, from: Execution): Flow | undefined {
  let execution: Execution | undefined = from;
  let useful: string | undefined;
  while (execution) {
    if (!isOpenUpwards(realm, execution)) return realm.flows.get(execution.flow ?? useful ?? '');
    useful = execution.parent;
    execution = realm.flows.get(useful)?.top_level ? undefined : realm.owners.get(useful);
  }
  return realm.flows.get(useful ?? '');
}

function isOpenUpwards(realm: Realm, { id, parent, requirement }: Execution): boolean {
  return requirement === 'ALTERNATIVE' || realm.flows.get(parent)?.executions[0]?.id === id;
}

function collectStep(run: Run, execution: Execution, collected: Collected): undefined {
  if (isProcessed(run, execution)) return;
  const type = authenticatorOf(execution.authenticator ?? '')?.credential?.(run);
  if (type === undefined) collected.others.push(execution);
  else collected.byType.set(type, execution);
}

/** Only the first required row that exists for now is ever offered; of alternatives, each. */
function collectFlow(run: Run, flow: Flow, collected: Collected): Raised | Crashed | undefined {
  const level = split(run.realm, flow.alias);
  if (isStop(level)) return level;
  if (level.required.length === 0) return collectAll(run, level.alternative, collected);
  for (const execution of level.required) {
    const isFalse = isConditionFalse(run, execution);
    if (isStop(isFalse)) return isFalse;
    if (!isFalse) return collectAll(run, [execution], collected);
  }
  return undefined;
}

function collectAll(run: Run, executions: readonly Execution[], collected: Collected): Raised | Crashed | undefined {
  for (const execution of executions) {
    if (isProcessed(run, execution)) continue;
    const flow = execution.flow === undefined ? undefined : run.realm.flows.get(execution.flow);
    const stopped = flow ? collectFlow(run, flow, collected) : collectStep(run, execution, collected);
    if (stopped) return stopped;
  }
  return undefined;
}

import type { Submit } from '../input.ts';
import type { Execution } from '../realm.ts';
import { authenticatorOf } from '../step/authenticators.ts';
import type { Run } from './run.ts';
import { applyResult, type FlowEnd, runExecution, runFlow, STOPPED } from './run-flow.ts';
import { selectionList } from './selection.ts';
import { split } from './split.ts';
import { isSuccessful, setStatus } from './status.ts';
import { crash, isStop, raise } from './turn.ts';

/** A form post on `execution`. Source: `DefaultAuthenticationFlow.processAction`. */
export function act(run: Run, execution: Execution, input: Submit): FlowEnd {
  const step = authenticatorOf(execution.authenticator ?? '');
  const options = selectionList(run, execution);
  if (isStop(options)) return { turn: options, ...STOPPED };
  if (!step) return { turn: crash(execution.id, 'unknown authenticator'), ...STOPPED };
  const turn = applyResult(run, { execution, options, rule: 'form-error' }, step.act({ run, execution }, input));
  return turn ? { turn, ...STOPPED } : resume(run, execution);
}

/** Another step of the selector was chosen; a forged one is refused. */
export function choose(run: Run, from: Execution, chosen: string): FlowEnd {
  run.login.selector = false;
  const options = selectionList(run, from);
  if (isStop(options)) return { turn: options, ...STOPPED };
  const execution = options.find(({ id }) => id === chosen);
  if (!execution) return { turn: raise('INTERNAL_ERROR', from.id), ...STOPPED };
  const turn = runExecution(run, execution, { fromFlow: false });
  return turn ? { turn, ...STOPPED } : resume(run, execution);
}

/**
 * After a finished step the engine goes on at the first ancestor that is not complete. Errors raised down there are not caught by
 * alternatives above: their loop is not running. Source: `continueAuthenticationAfterSuccessfulAction`.
 */
function resume(run: Run, execution: Execution): FlowEnd {
  let finished = execution;
  for (;;) {
    const { current: _done, ...login } = run.login;
    run.login = login;
    const owner = run.realm.owners.get(climb(run, finished));
    if (!owner) return runTop(run);
    const turn = runExecution(run, owner, { fromFlow: false });
    if (turn) return { turn, ...STOPPED };
    finished = owner;
  }
}

/** Runs the top flow of this login. */
export function runTop(run: Run): FlowEnd {
  const flow = run.realm.flows.get(run.login.flow);
  return flow ? runFlow(run, flow) : { turn: crash(run.login.flow, 'no such flow'), ...STOPPED };
}

/** Marks every ancestor that is complete now and names the flow that is not. Source: `checkAndValidateParentFlow`. */
function climb(run: Run, from: Execution): string {
  let execution = from;
  for (;;) {
    const owner = run.realm.owners.get(execution.parent);
    if (!owner || !isLevelComplete(run, execution)) return execution.parent;
    setStatus(run, owner, 'SUCCESS');
    execution = owner;
  }
}

/** Only plain success counts here: a set-up or a false condition beside the row leaves the level to be run again. */
function isLevelComplete(run: Run, { parent, requirement }: Execution): boolean {
  const level = split(run.realm, parent);
  if (isStop(level)) return false;
  if (requirement !== 'ALTERNATIVE') return level.required.every((sibling) => isSuccessful(run, sibling));
  return level.required.length === 0 && level.alternative.some((sibling) => isSuccessful(run, sibling));
}

import type { Page } from '../page.ts';
import type { Execution, Flow } from '../realm.ts';
import { authenticatorOf } from '../step/authenticators.ts';
import type { Authenticator, Result } from '../step/step.ts';
import { isConditionFalse } from './condition-check.ts';
import { countFailure } from './failures.ts';
import { checkEssentialLevel } from './levels.ts';
import { currentUser, type Run } from './run.ts';
import { optionsOf, selectionList } from './selection.ts';
import { showPage } from './show-page.ts';
import { split } from './split.ts';
import { isProcessed, isSatisfied, setStatus } from './status.ts';
import { type Crashed, crash, isStop, type Raised, raise, type Turn } from './turn.ts';

/** What running a flow came to: a stop, or whether the flow succeeded and which errors alternatives swallowed. */
export interface FlowEnd {
  readonly turn: Turn;
  readonly successful: boolean;
  readonly errors: readonly Raised[];
}

/** An end that a stop decides alone. */
export const STOPPED = { successful: false, errors: [] } as const;

/** Source: `DefaultAuthenticationFlow.processFlow`. */
export function runFlow(run: Run, flow: Flow): FlowEnd {
  const selector = shownSelector(run);
  if (selector) return { turn: selector, ...STOPPED };
  const level = split(run.realm, flow.alias);
  if (isStop(level)) return { turn: level, ...STOPPED };
  const { turn, remaining, satisfied } = runRequired(run, level.required);
  if (turn) return { turn, ...STOPPED };
  if (remaining === 0) return runAlternatives(run, flow, level.alternative);
  return satisfied ? finish(run, flow, []) : { turn: undefined, successful: false, errors: [] };
}

/** A page asked for again while the selector is on screen. */
function shownSelector(run: Run): Turn {
  const { selector, current } = run.login;
  if (!run.realm.version.traits.selector_survives) return undefined;
  const execution = current === undefined ? undefined : run.realm.executions.get(current);
  return selector && execution ? selectorPage(run, execution) : undefined;
}

interface RequiredEnd {
  readonly turn: Turn;
  readonly remaining: number;
  readonly satisfied: boolean;
}

/** Conditional rows that are false for now are as if they were not there. */
function runRequired(run: Run, required: readonly Execution[]): RequiredEnd {
  let remaining = required.length;
  for (const execution of required) {
    const absent = isProcessed(run, execution) ? false : isConditionFalse(run, execution);
    if (isStop(absent)) return { turn: absent, remaining, satisfied: false };
    if (absent) {
      remaining -= 1;
      continue;
    }
    const turn = runExecution(run, execution, { fromFlow: true });
    if (turn || !isSatisfied(run, execution)) return { turn, remaining, satisfied: false };
  }
  return { turn: undefined, remaining, satisfied: true };
}

function runAlternatives(run: Run, flow: Flow, alternatives: readonly Execution[]): FlowEnd {
  const errors: Raised[] = [];
  if (alternatives.some((execution) => isSatisfied(run, execution))) return finish(run, flow, errors);
  for (const execution of alternatives) {
    const turn = runExecution(run, execution, { fromFlow: true });
    if (turn?.kind === 'raised') {
      errors.push(turn);
      setStatus(run, execution, 'ATTEMPTED');
    } else if (turn) return { turn, ...STOPPED };
    else if (isSatisfied(run, execution)) return finish(run, flow, errors);
  }
  return { turn: undefined, successful: false, errors };
}

function finish(run: Run, flow: Flow, errors: readonly Raised[]): FlowEnd {
  const turn = flow.top_level ? checkEssentialLevel(run) : undefined;
  return { turn, successful: turn === undefined, errors };
}

/** `fromFlow`: the engine came by in order, so that the user's preferred step may take the place of this one. */
interface Passage {
  readonly fromFlow: boolean;
}

/** Source: `DefaultAuthenticationFlow.processSingleFlowExecutionModel`. */
export function runExecution(run: Run, execution: Execution, { fromFlow }: Passage): Turn {
  if (isProcessed(run, execution)) return undefined;
  if (execution.flow !== undefined) return runSubflow(run, execution, execution.flow);
  if (!authenticatorOf(execution.authenticator ?? '')) return crash(execution.id, 'unknown authenticator');
  const options = selectionList(run, execution);
  if (isStop(options)) return options;
  if (!fromFlow || options.length === 0) return runStep(run, execution, options);
  const [preferred] = options.filter((option) => option.flow === undefined && !isProcessed(run, option));
  return preferred && runStep(run, preferred, options);
}

function runSubflow(run: Run, execution: Execution, alias: string): Turn {
  const flow = run.realm.flows.get(alias);
  if (!flow) return raise('INTERNAL_ERROR', execution.id);
  if (flow.provider_id !== 'basic-flow') return unmodelledFlow(execution, flow);
  const { turn, successful } = runFlow(run, flow);
  if (turn?.kind === 'page') setStatus(run, execution, 'CHALLENGED');
  else if (!turn) setStatus(run, execution, successful ? 'SUCCESS' : 'FAILED');
  return turn;
}

function unmodelledFlow(execution: Execution, flow: Flow): Turn {
  const what = `${execution.id} (${flow.provider_id})`;
  return { kind: 'unsupported', what, reason: 'only basic flows run in a browser login' };
}

function runStep(run: Run, execution: Execution, options: readonly Execution[]): Turn {
  const step = authenticatorOf(execution.authenticator ?? '');
  if (!step) return crash(execution.id, 'unknown authenticator');
  const refused = checkUser(run, execution, step);
  if (refused === 'set-up') return undefined;
  return refused ?? applyResult(run, { execution, options }, step.authenticate({ run, execution }));
}

/** Whether the step can run for the user there is, or becomes a set-up after the flow. */
function checkUser(run: Run, execution: Execution, step: Authenticator): 'set-up' | Raised | undefined {
  const user = currentUser(run);
  if (!step.requires_user) {
    const isLocked = user && step.credential && !step.user_setup && !step.configured(run, user);
    return isLocked ? raise('CREDENTIAL_SETUP_REQUIRED', execution.id) : undefined;
  }
  if (!user) return raise('UNKNOWN_USER', execution.id);
  if (step.configured(run, user)) return undefined;
  const canSetUp = step.user_setup && execution.requirement === 'REQUIRED' && areEnabled(run, step.required_actions);
  if (!canSetUp) return raise('CREDENTIAL_SETUP_REQUIRED', execution.id);
  setStatus(run, execution, 'SETUP_REQUIRED');
  step.set_up?.({ run, execution }, user);
  return 'set-up';
}

function areEnabled({ realm }: Run, actions: readonly string[]): boolean {
  return actions.every((alias) => realm.required_actions.get(alias)?.enabled);
}

/** The execution that answered and the steps to choose from beside it. */
export interface Asked {
  readonly execution: Execution;
  readonly options: readonly Execution[];
  readonly rule?: string;
}

/** Source: `DefaultAuthenticationFlow.processResult`. */
export function applyResult(run: Run, asked: Asked, result: Result): Turn {
  const { execution } = asked;
  if (result.kind === 'stop') return result.stop;
  if (result.kind === 'attempted') setStatus(run, execution, 'ATTEMPTED');
  if (result.kind === 'success') succeed(run, execution, result.credential);
  if (result.kind === 'challenge') return showChallenge(run, asked, result);
  if (result.kind !== 'failed' && result.kind !== 'refused') return undefined;
  countFailure(run);
  setStatus(run, execution, 'FAILED');
  if (result.kind === 'failed') return raise(result.error, execution.id);
  run.login.current = execution.id;
  return { kind: 'error', text: result.text, status: result.status, rule: result.rule };
}

function succeed(run: Run, execution: Execution, credential: string | undefined): void {
  setStatus(run, execution, 'SUCCESS');
  if (credential !== undefined) run.login.used_credentials = [...run.login.used_credentials, credential];
}

function showChallenge(run: Run, asked: Asked, result: Extract<Result, { kind: 'challenge' }>): Page {
  const { execution, options } = asked;
  if (result.counted) countFailure(run);
  setStatus(run, execution, 'CHALLENGED');
  run.login.current = execution.id;
  const rule = asked.rule ?? `flow-${execution.requirement.toLowerCase()}`;
  const because = { execution: execution.id, requirement: execution.requirement, rule };
  return showPage(run, because, { try_another_way: options.length > 1, ...result.page });
}

/** The list a person asked for with "try another way". */
export function selectorPage(run: Run, execution: Execution): Page | Raised | Crashed {
  const options = selectionList(run, execution);
  if (isStop(options)) return options;
  const because = { execution: execution.id, requirement: execution.requirement, rule: 'try-another-way' };
  return showPage(run, because, { page: 'select-authenticator', options: optionsOf(options) });
}

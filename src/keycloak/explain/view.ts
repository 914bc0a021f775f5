import { currentUser, type Run } from '../flow/run.ts';
import { selectionList } from '../flow/selection.ts';
import { isStop, type Stop } from '../flow/turn.ts';
import type { Execution, Realm } from '../realm.ts';
import { authenticatorOf } from '../step/authenticators.ts';

/** What the decisions of one moment are read from. */
export interface View {
  readonly run: Run;
  /** Where an error was raised, and its text. */
  readonly fault?: { readonly at: string; readonly text: string };
  /** The step on screen. */
  readonly asked?: string;
  /** Subflows around the step on screen, by their row. */
  readonly around: ReadonlySet<string>;
  /** Steps of the list behind "try another way". */
  readonly offered: ReadonlySet<string>;
}

export function viewOf(run: Run, stop: Stop): View {
  const { current, phase } = run.login;
  const isOpen = stop.kind === 'page' && phase === 'flow' && current !== undefined;
  const asked = isOpen ? run.realm.executions.get(current) : undefined;
  const fault = faultOf(stop);
  return {
    run,
    ...(fault ? { fault } : {}),
    ...(asked ? { asked: asked.id } : {}),
    around: new Set(asked ? ownersOf(run.realm, asked) : []),
    offered: new Set(asked ? offeredBeside(run, asked) : []),
  };
}

function faultOf(stop: Stop): View['fault'] {
  if (stop.kind === 'raised') return { at: stop.at, text: stop.text ?? FAULTS.get(stop.error) ?? stop.error };
  return stop.kind === 'crashed' ? { at: stop.at, text: `an unexpected error: ${stop.reason}` } : undefined;
}

/** Errors of a flow, in words. */
const FAULTS: ReadonlyMap<string, string> = new Map([
  ['CREDENTIAL_SETUP_REQUIRED', 'the user does not own what it asks for and may not set it up here'],
  ['UNKNOWN_USER', 'it needs a user and none is known'],
  ['USER_DISABLED', 'the user is disabled'],
  ['INVALID_USER', 'the user is not valid'],
  ['INTERNAL_ERROR', 'it may not run here'],
]);

function ownersOf({ owners }: Realm, execution: Execution): string[] {
  const found: string[] = [];
  for (let owner = owners.get(execution.parent); owner && !found.includes(owner.id); owner = owners.get(owner.parent))
    found.push(owner.id);
  return found;
}

/** Computing the list evaluates conditions, so it is done on a copy. */
function offeredBeside(run: Run, asked: Execution): string[] {
  const list = selectionList({ ...run, login: { ...run.login } }, asked);
  return isStop(list) ? [] : list.map(({ id }) => id);
}

/** Whether the user owns what a step needs, in words; `undefined` for steps that need nothing. */
export function configuredWords(run: Run, { authenticator }: Execution): string | undefined {
  const step = authenticatorOf(authenticator ?? '');
  if (!step?.requires_user) return undefined;
  const user = currentUser(run);
  if (!user) return 'no user is known yet';
  return `${step.configured(run, user) ? 'configured' : 'not configured'} for ${user.username}`;
}
